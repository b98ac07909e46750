// The program of a *.jaxpr file as calls of its method see it: how the method is declared, and what it computes.
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Model;

/// <param name="Id">Names the generated files and classes; unique in the project.</param>
/// <param name="Name">The method's name, which the jit equation has.</param>
/// <param name="FullName">The method with its namespace and class.</param>
/// <param name="Declaration">A file of C# that declares the method; what stands in its body says nothing.</param>
/// <param name="Parameters">The parameters' names as the file has them.</param>
/// <param name="Jaxpr">Constant variables are parameters too, before the inputs.</param>
internal sealed record JaxprProgram(string Id, string Name, string FullName, string Declaration, EquatableList<string> Parameters, Jaxpr Jaxpr);
