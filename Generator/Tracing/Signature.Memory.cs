// C# arrays and spans of numbers among the parameters: leaves with dimensions of their own, whose last contents go back to the caller.
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using SrcGenJit.Core;
using SrcGenJit.Generator.Diagnostics;
using SrcGenJit.Generator.Model;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Signature
{
    // The leaf of each array of the caller and what it held at entry; the path of each object.
    private readonly Dictionary<Value.Reference, (int Leaf, NdArray Data)> _memory = [];
    private readonly Dictionary<Value.Reference, (string Path, INamedTypeSymbol Type)> _objects = [];

    /// <summary>The last contents of the arrays that the method wrote, in the order of leaves, which are marked.</summary>
    public IReadOnlyList<NdArray> Written()
    {
        SortedDictionary<int, NdArray> contents = new(_handedOut);
        foreach ((Value.Reference reference, (int leaf, NdArray data)) in _memory.OrderBy(m => m.Value.Leaf).Select(m => (m.Key, m.Value)))
        {
            if (_store[reference] is Content.Numbers { Data: var last } && !ReferenceEquals(last, data))
            {
                _leaves[leaf] = _leaves[leaf] with { IsWritten = true };
                contents[leaf] = last;
            }
        }
        return [.. contents.Values];
    }

    /// <summary>True for a number that the method may write for its caller: <c>ref</c> or <c>out</c>. Held in another type than its own it has no place of its own in the entry.</summary>
    public static bool IsReferred(IParameterSymbol parameter) => parameter is { RefKind: RefKind.Ref or RefKind.Out, ContainingSymbol.IsStatic: true } && KnownTypes.NumberOf(parameter.Type) is not null && !KnownTypes.IsHeld(parameter.Type);

    // The leaves of numbers that are passed by reference, by their parameters; what the method leaves in them.
    private readonly Dictionary<int, int> _referred = [];
    private readonly SortedDictionary<int, NdArray> _handedOut = [];

    /// <summary>Notes what the method leaves in the numbers that are passed by reference.</summary>
    public void Refer(IReadOnlyDictionary<int, NdArray> numbers)
    {
        foreach (KeyValuePair<int, int> parameter in _referred)
        {
            _leaves[parameter.Value] = _leaves[parameter.Value] with { IsWritten = true };
            _handedOut[parameter.Value] = numbers[parameter.Key];
        }
        // They may be what the method reads beside its parameters: a static, or a field of its object.
        if (_referred.Count > 0 && _leaves.Any(l => l is { IsOutside: true, Holding: Holding.Number }))
        {
            throw new TraceFailure(JitRules.ByReference, method.Locations[0], [KnownTypes.Name(method), $"parameter '{method.Parameters[_referred.Keys.First()].Name}'"]);
        }
    }

    /// <summary>C# that reads the caller's array or object that a reference means; null for what the method made.</summary>
    public string? PathOf(Value.Reference reference) =>
        _memory.TryGetValue(reference, out (int Leaf, NdArray Data) memory) ? _leaves[memory.Leaf].Path
        : _objects.TryGetValue(reference, out (string Path, INamedTypeSymbol Type) held) ? held.Path
        : null;

    /// <summary>Arrays and objects that the trace took for two.</summary>
    public List<(string One, string Two)> Distinct { get; } = [];

    /// <summary>Notes that the entry has to make sure of it that two references of the caller differ.</summary>
    public bool AssumeDistinct(Value.Reference one, Value.Reference two)
    {
        if (PathOf(one) is not { } first || PathOf(two) is not { } second)
        {
            return false;
        }
        if (!Distinct.Contains((first, second)))
        {
            Distinct.Add((first, second));
        }
        return true;
    }

    /// <summary>True for what a condition or loop chose among several, of which one may be the caller's: which it is, only C# knows.</summary>
    public bool MayBeCallers(Value.Reference reference) => IsShared(_store[reference])
        && _memory.Keys.Concat(_objects.Keys).Any(own => IsShared(_store[own]) && _store[own].GetType() == _store[reference].GetType());

    private static bool IsShared(Content content) => content is Content.Numbers { Shared: true } or Content.Object { Shared: true } or Content.Sequence { Shared: true };

    private (Value Value, string Rebuild) BuildMemory(
        Source source, (ITypeSymbol Element, DType DType, Holding Holding, int Rank) memory, string path, string name, ShapeSpec? spec)
    {
        if (spec is not null && (spec.Leading is not null || spec.Shape.Rank != memory.Rank))
        {
            string axes = memory.Rank == 1 ? "one dimension" : $"{memory.Rank} dimensions";
            throw new TraceFailure(JitRules.ShapeText, source.Place, [(spec.Leading is null ? "" : "*") + string.Join(" ", spec.Shape), $"the C# array or span '{source.Name}' has exactly {axes}"]);
        }
        bool isSpan = memory.Holding is Holding.Span or Holding.ReadOnlySpan;
        Shape shape = spec?.Shape ?? Shape.Of(Enumerable.Range(0, memory.Rank).Select(axis => OwnDimension(source, name, memory.Rank, axis)));
        (string text, NdArray data) = Add(source, new Leaf(path, source.Name, name, memory.Holding, !isSpan, true, null, new Aval(shape, memory.DType)));
        Content.Numbers content = new(memory.Element, data);
        Value.Reference reference = source.IsOutside ? _store.AllocateOutside(content) : _store.Allocate(content);
        _memory[reference] = (_leaves.Count - 1, data);
        return (isSpan ? new Value.Span(reference, new Value.Constant(0), new Value.Size(shape[0])) : reference, text);
    }

    // Named after the array. A name that [Shape] gives somewhere else means another dimension.
    private Dim OwnDimension(Source source, string name, int rank, int axis)
    {
        if (rank == 1 && ConstantLength(source.Symbol) is { } length)
        {
            return length;
        }
        return Dim.Symbol(OwnName(Emission.Names.Clean(name) + (rank > 2 ? "_" + axis : rank == 1 ? "_length" : axis == 0 ? "_rows" : "_columns")));
    }

    // A dimension that no other part of the signature means.
    private string OwnName(string wanted)
    {
        while (!DeclaredNames.Add(wanted))
        {
            wanted += "_";
        }
        return wanted;
    }

    private HashSet<string> DeclaredNames => field ??= [.. method.Parameters.SelectMany(p => NamesIn(p, p.Type, 0)), .. assumption.Undeclared.SelectMany(s => s.Shape).SelectMany(d => d.Symbols)];

    private IEnumerable<string> NamesIn(ISymbol symbol, ITypeSymbol type, int depth)
    {
        IEnumerable<string> own = DeclaredShape(known, symbol, Location.None) is { } spec ? spec.Shape.SelectMany(d => d.Symbols) : [];
        return type is INamedTypeSymbol user && known.IsUserType(type) && depth < 8
            ? own.Concat(Interpreter.FieldsOf(user).SelectMany(f => NamesIn(f.Member, f.Type, depth + 1))
                .Concat(user.InstanceConstructors.SelectMany(c => c.Parameters).SelectMany(p => NamesIn(p, known.Compilation.GetSpecialType(SpecialType.System_Object), depth))))
            : own;
    }

    private Value.Reference Own(Content.Object content, string path, bool isOutside)
    {
        Value.Reference reference = isOutside ? _store.AllocateOutside(content) : _store.Allocate(content);
        _objects[reference] = (path, content.Type);
        return reference;
    }
}
