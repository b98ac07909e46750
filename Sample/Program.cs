// The founding notebook, cell by cell, its function over sizes (operation by operation, compiled, with TensorPrimitives and MathF), then models as trees of arrays.
using SrcGenJit.Sample;

NotebookStory.Tell();
SizesStory.Tell();
TreesStory.Tell();
