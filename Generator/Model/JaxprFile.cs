// A *.jaxpr file of the project as plain data: where it is, what it says, the method it becomes, and what is wrong with it.
namespace SrcGenJit.Generator.Model;

/// <param name="Path">The file's path, for diagnostics.</param>
/// <param name="Namespace">Root namespace and folder; empty for the global namespace.</param>
/// <param name="Name">The method's name: the file's, without its extension.</param>
/// <param name="Id">Names the generated files and classes; unique in the project.</param>
/// <param name="Text">The jaxpr.</param>
/// <param name="Problem">What its name or place has against it; then nothing is generated.</param>
internal sealed record JaxprFile(string Path, string Namespace, string Name, string Id, string Text, JaxprFileProblem? Problem)
{
    public string FullName => Namespace.Length == 0 ? "Jaxprs." + Name : Namespace + ".Jaxprs." + Name;
}

/// <summary>Why a file becomes no method: the rule's id, what it says beyond the file's name, and where (lines and columns from 1).</summary>
internal sealed record JaxprFileProblem(string Rule, string Detail, int Line = 1, int Column = 1);

/// <summary>The C# of a file: the method, and the kernel behind it; and the program, for methods that call it.</summary>
internal sealed record JaxprFileOutput(string Id, string Signature, string Kernel, JaxprProgram Program);
