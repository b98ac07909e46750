// Every public member of the facade has an erased twin: same class, same name, same parameter names, types that erase to the twin's.
// The rules, which the generator follows too (Generator/Tracing/Twins.cs):
//   - a static method of class C is Erased.C.M; members of NdArray<T>, AtUpdate<T> and their operators are Erased.Operators.M (op_ taken off, properties by name);
//   - type parameters that no NdArray<T> parameter mentions become leading DType arguments, if they are element types;
//   - arrays and numbers become NdArray, delegates Func<Tree, Tree>, other type parameters Tree; int, int?, int[], int?[], Shape, Dim, bool stay; enumerations become int.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using SrcGenJit;
using SrcGenJit.Core;
using Xunit;

namespace Runtime.Tests.Api;

public class Twins
{
    // Members that make values from known arrays, or that only a running program can use.
    private static readonly HashSet<string> s_concrete =
    [
        "NdArray.get_Span", "NdArray.ToArray", "NdArray.ToString", "NdArray.Equals", "NdArray.GetHashCode", "NdArray.op_Explicit", "NdArray.op_Implicit", "NdArray.get_At",
        "NdArrayOperators.op_True", "NdArrayOperators.op_False", "Jax.CacheSize", "Jax.ClearCaches",
    ];

    private static readonly Assembly s_runtime = typeof(Jnp).Assembly;

    [Fact]
    public void Every_facade_member_has_an_erased_twin()
    {
        List<string> missing = [];
        int found = 0;
        foreach (MethodInfo member in All())
        {
            string name = Name(member.DeclaringType!) + "." + member.Name;
            if (s_concrete.Contains(name))
            {
                continue;
            }
            if (Candidates(member).Any(twin => Fits(member, twin)))
            {
                found++;
            }
            else
            {
                missing.Add($"{name}({string.Join(", ", member.GetParameters().Select(p => p.ParameterType.Name + " " + p.Name))})");
            }
        }
        Assert.True(missing.Count == 0, $"{missing.Count} members have no twin ({found} have one):\n" + string.Join("\n", missing.Distinct()));
        Assert.True(found > 250, $"only {found} members were looked at");
    }

    private static IEnumerable<MethodInfo> All()
    {
        Type[] types =
        [
            typeof(Jnp), typeof(Lax), typeof(Nn), typeof(JaxRandom), typeof(Jax), typeof(NdArray<>), typeof(AtUpdate<>), typeof(NdArrayOperators), typeof(NarrowedNumberOperators),
        ];
        return types.SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly));
    }

    private static string Name(Type type) => type.Name.Split('`')[0];

    private static IEnumerable<MethodInfo> Candidates(MethodInfo member)
    {
        string type = Name(member.DeclaringType!);
        bool isMember = type is "NdArray" or "AtUpdate" or "NdArrayOperators" or "NarrowedNumberOperators";
        string name = member.Name.StartsWith("op_", StringComparison.Ordinal) ? member.Name[3..] : member.Name.StartsWith("get_", StringComparison.Ordinal) ? member.Name[4..] : member.Name;
        return s_runtime.GetType("SrcGenJit.Erased." + (isMember ? "Operators" : type))!
            .GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.NonPublic).Where(m => m.Name == name);
    }

    private static bool Fits(MethodInfo member, MethodInfo twin)
    {
        ParameterInfo[] given = member.GetParameters();
        List<ParameterInfo> expected = [.. twin.GetParameters().SkipWhile(p => p.ParameterType == typeof(DType))];
        if (member.DeclaringType!.Name.StartsWith("AtUpdate", StringComparison.Ordinal))
        {
            expected = expected.Skip(2).ToList();
        }
        else if (!member.IsStatic)
        {
            if (expected.Count == 0 || expected[0].Name != "self")
            {
                return false;
            }
            expected.RemoveAt(0);
        }
        bool isOperator = member.Name.StartsWith("op_", StringComparison.Ordinal);
        return given.Length == expected.Count
            && (isOperator || given.Select(p => p.Name).Order().SequenceEqual(expected.Select(p => p.Name).Order()))
            && given.All(p => Erases(p.ParameterType, (isOperator ? expected[p.Position] : expected.Single(e => e.Name == p.Name)).ParameterType));
    }

    private static bool Erases(Type facade, Type twin)
    {
        if (facade == twin || Nullable.GetUnderlyingType(twin) == facade || (facade.IsEnum && twin == typeof(int)))
        {
            return true;
        }
        bool isArray = facade.IsGenericType && facade.GetGenericTypeDefinition() == typeof(NdArray<>);
        return twin == typeof(NdArray) ? isArray || facade.IsGenericParameter || facade.IsPrimitive || (facade.IsArray && facade.GetElementType()!.IsGenericParameter)
            : twin == typeof(NdArray[]) ? facade.IsArray && facade.GetElementType()!.IsGenericType
            : twin == typeof(Tree) ? facade.IsGenericParameter || facade.IsGenericType || isArray
            : twin == typeof(Func<Tree, Tree>) ? typeof(Delegate).IsAssignableFrom(facade) || facade.IsGenericParameter
            : twin == typeof(IndexEntry[]) && facade.Name.StartsWith("ReadOnlySpan", StringComparison.Ordinal);
    }
}
