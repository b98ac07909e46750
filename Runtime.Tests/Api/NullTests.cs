// Null where an array, a shape, a list or a function is needed: an ArgumentNullException that names the parameter, from every public member.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Linq.Expressions;
using System.Reflection;
using SrcGenJit;
using Xunit;

namespace Runtime.Tests.Api;

public class NullTests
{
    private static readonly Type[] s_arrays =
    [
        typeof(NdArray), typeof(NdArray<float>), typeof(NdArrayOperators), typeof(NarrowedNumberOperators), typeof(Shape), typeof(NdIndex), typeof(AtUpdate<float>),
    ];

    private static readonly NullabilityInfoContext s_nullability = new();

    public static TheoryData<string> Places
    {
        get
        {
            TheoryData<string> places = [];
            foreach (string place in Members().SelectMany(m => Needed(m).Select(p => Name(m, p))).Distinct())
            {
                places.Add(place);
            }
            return places;
        }
    }

    [Fact]
    public void There_are_hundreds_of_places() => Assert.InRange(((IEnumerable<object[]>)Places).Count(), 400, int.MaxValue);

    [Theory]
    [MemberData(nameof(Places))]
    public void Null_is_refused_by_name(string place)
    {
        (MethodBase member, ParameterInfo parameter) = Members().SelectMany(m => Needed(m).Select(p => (m, p))).First(p => Name(p.m, p.p) == place);
        object?[] arguments = [.. member.GetParameters().Select(p => p.Position == parameter.Position ? null : Sample(p))];
        Exception? thrown = Record.Exception(() => member is ConstructorInfo constructor
            ? constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, null)
            : member.Invoke(member.IsStatic ? null : Instance(member.DeclaringType!), BindingFlags.DoNotWrapExceptions, null, arguments, null));
        Assert.Equal(parameter.Name, Assert.IsType<ArgumentNullException>(thrown).ParamName);
    }

    private static IEnumerable<MethodBase> Members()
    {
        const BindingFlags Public = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        IEnumerable<MethodBase> facade = new[] { typeof(Jnp), typeof(Lax), typeof(Nn), typeof(JaxRandom) }.SelectMany(t => t.GetMethods(Public));
        IEnumerable<MethodBase> arrays = s_arrays.SelectMany(t => t.GetMethods(Public).Cast<MethodBase>().Concat(t.GetConstructors(Public)));
        return facade.Concat(arrays).Where(m => m.Name is not ("Equals" or "CompareTo" or "get_Item") && !m.GetParameters().Any(p => p.ParameterType.IsByRefLike)).Select(Close);
    }

    private static MethodBase Close(MethodBase member)
    {
        if (!member.IsGenericMethodDefinition)
        {
            return member;
        }
        foreach (Type type in new[] { typeof(float), typeof(int) })
        {
            try
            {
                return ((MethodInfo)member).MakeGenericMethod([.. member.GetGenericArguments().Select(a =>
                    a.GenericParameterAttributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint) ? type : typeof(NdArray<float>))]);
            }
            catch (ArgumentException)
            {
            }
        }
        throw new InvalidOperationException($"{member} cannot be closed");
    }

    // What stands for a pytree (a type parameter) is not looked at here.
    private static IEnumerable<ParameterInfo> Needed(MethodBase member)
    {
        ParameterInfo[] open = member.IsGenericMethod ? ((MethodInfo)member).GetGenericMethodDefinition().GetParameters() : member.GetParameters();
        return member.GetParameters().Where((p, i) => !p.ParameterType.IsValueType && !p.ParameterType.IsByRefLike && !open[i].ParameterType.IsGenericParameter
            && s_nullability.Create(open[i]).WriteState == NullabilityState.NotNull);
    }

    private static string Name(MethodBase member, ParameterInfo parameter) =>
        $"{member.DeclaringType!.Name}.{member.Name}({string.Join(", ", member.GetParameters().Select(p => p.ParameterType.ToString()))}): {parameter.Name}";

    private static object Instance(Type type) => type == typeof(NdArray<float>) ? Jnp.Ones<float>([2]) : type == typeof(AtUpdate<float>) ? Jnp.Ones<float>([2]).At[0] : (object)new Shape(2);

    private static object? Sample(ParameterInfo parameter)
    {
        Type type = parameter.ParameterType;
        return parameter.HasDefaultValue ? (parameter.DefaultValue ?? (type.IsValueType ? Activator.CreateInstance(type) : null))
            : type == typeof(NdArray<float>) ? Jnp.Ones<float>([2])
            : type == typeof(NdArray<int>) ? Jnp.Ones<int>([2])
            : type == typeof(NdArray<long>) ? Jnp.Ones<long>([2])
            : type == typeof(NdArray<uint>) ? Jnp.Ones<uint>([2])
            : type == typeof(NdArray<bool>) ? Jnp.Ones<bool>([2])
            : type == typeof(NdArray) ? (NdArray)Jnp.Ones<float>([2])
            : type == typeof(Shape) ? new Shape(2)
            : type == typeof(Dim) ? (Dim)2
            : type.IsSubclassOf(typeof(Delegate)) ? Function(type)
            : type.IsArray ? Array.CreateInstance(type.GetElementType()!, [.. Enumerable.Repeat(0, type.GetArrayRank())])
            : type == typeof(string) ? ""
            : Activator.CreateInstance(type);
    }

    private static Delegate Function(Type type)
    {
        MethodInfo invoke = type.GetMethod("Invoke")!;
        return Expression.Lambda(type, Expression.Default(invoke.ReturnType), invoke.GetParameters().Select(p => Expression.Parameter(p.ParameterType))).Compile();
    }
}
