// A [Jit] method without a kernel as plain equatable data: what JitInfo says of it, and how its calls are traced at run time.
using SrcGenJit.Core;
using SrcGenJit.Generator.Interception;

namespace SrcGenJit.Generator.Model;

/// <param name="Id">Names the entry; unique in the compilation.</param>
/// <param name="Name">The method's name, which the jit equation has.</param>
/// <param name="Display">For people.</param>
/// <param name="Rule">The diagnostic that says why there is no kernel.</param>
/// <param name="Reason">What it says.</param>
/// <param name="Traced">Null where calls run operation by operation.</param>
internal sealed record UncompiledModel(string Id, string Name, string Display, string Rule, string Reason, TracedCall? Traced);

/// <param name="Method">The method as its interceptor sees it.</param>
/// <param name="FullName">The method as C# outside writes it.</param>
/// <param name="PrivateType">The metadata name of the containing type when only an accessor reaches the method; else null.</param>
/// <param name="Types">The types of the parameters.</param>
/// <param name="Names">The parameters.</param>
internal sealed record TracedCall(Interceptable Method, string FullName, string? PrivateType, EquatableList<string> Types, EquatableList<string> Names);
