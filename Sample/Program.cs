// The founding notebook, cell by cell, then its function over sizes: operation by operation, compiled, and with TensorPrimitives.
using SrcGenJit.Sample;

NotebookStory.Tell();
SizesStory.Tell();
