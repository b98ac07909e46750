// Null for the function of a transformation, from every public member of Jax; and functions that return null.
using System;
using System.Linq;
using System.Reflection;
using SrcGenJit;
using Xunit;

namespace Runtime.Tests.Api;

public class NullFunctionTests
{
    private static readonly NdArray<float> s_x = new([1f, 2f]);

    [Fact]
    public void Every_transformation_refuses_a_null_function_by_name()
    {
        MethodInfo[] members = [.. typeof(Jax).GetMethods(BindingFlags.Public | BindingFlags.Static).Select(Close).Where(m => m.GetParameters() is [{ ParameterType: { } type }, ..] && type.IsAssignableTo(typeof(Delegate)))];
        Assert.InRange(members.Length, 100, int.MaxValue);
        Assert.All(members, member =>
        {
            object?[] arguments = [null, .. member.GetParameters().Skip(1).Select(p => p.HasDefaultValue ? p.DefaultValue : Sample(p.ParameterType))];
            Exception? thrown = Record.Exception(() => member.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null));
            Assert.Equal(member.GetParameters()[0].Name, Assert.IsType<ArgumentNullException>(thrown).ParamName);
        });
    }

    [Fact]
    public void A_function_that_returns_null_is_told_so()
    {
        Assert.Contains("returned null", Assert.Throws<InvalidOperationException>(() => Jax.Jit((NdArray<float> _) => (NdArray<float>)null!)(s_x)).Message);
        Assert.Contains("returned null", Assert.Throws<InvalidOperationException>(() => Jax.Jit((NdArray<float> _, NdArray<float> _) => (NdArray<float>)null!)(s_x, s_x)).Message);
        Assert.Contains("returned null", Assert.Throws<InvalidOperationException>(() => Jax.Jit((NdArray<int> _) => (NdArray<int>)null!)(new([1]))).Message);
        Assert.Contains("returned null", Assert.Throws<InvalidOperationException>(() => Jax.Grad((NdArray<float> _) => (NdArray<float>)null!)(s_x)).Message);
    }

    private static MethodInfo Close(MethodInfo method) => !method.IsGenericMethodDefinition ? method : method.MakeGenericMethod([.. method.GetGenericArguments().Select(a =>
        a.GetGenericParameterConstraints().Contains(typeof(Delegate)) ? typeof(Func<NdArray<float>, NdArray<float>>)
        : a.GenericParameterAttributes.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint) ? typeof(float)
        : typeof(NdArray<float>))]);

    private static object? Sample(Type type) =>
        type == typeof(NdArray<float>) ? s_x
        : type.IsArray ? Array.CreateInstance(type.GetElementType()!, 1)
        : type.FullName!.StartsWith("System.ValueTuple", StringComparison.Ordinal) ? Activator.CreateInstance(type, [.. type.GetGenericArguments().Select(Sample)])
        : type.IsValueType ? Activator.CreateInstance(type)
        : null;
}
