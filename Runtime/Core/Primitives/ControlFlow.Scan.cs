// Rules of scan: forward derivative, batching, dead carries.
using System.Collections.Generic;
using System.Linq;
using static SrcGenJit.Erased.Lax;

namespace SrcGenJit.Core;

internal static partial class ControlFlow
{
    internal static (NdArray[] Primals, NdArray?[] Tangents) ScanJvp(Primitive self, NdArray[] primals, NdArray?[] tangents, Params parameters)
    {
        ScanParts parts = new(parameters);
        bool[] nonzero = tangents.Select(t => t is not null).ToArray();
        bool[] constsNonzero = parts.ConstsOf(nonzero), carryNonzero = parts.CarryOf(nonzero), xsNonzero = parts.XsOf(nonzero);
        JvpJaxpr jvp;
        while (true)
        {
            jvp = JvpTransform.OfJaxpr(parts.Jaxpr, [.. constsNonzero, .. carryNonzero, .. xsNonzero], [.. carryNonzero, .. Enumerable.Repeat(false, parts.Ys)]);
            bool[] grown = Or(carryNonzero, jvp.Nonzero.Take(parts.Carries).ToArray());
            if (grown.SequenceEqual(carryNonzero))
            {
                break;
            }
            carryNonzero = grown;
        }

        int consts = parts.Consts, carries = parts.Carries, all = parts.Jaxpr.InVars.Count;
        int constTangents = constsNonzero.Count(n => n), carryTangents = carryNonzero.Count(n => n);
        IReadOnlyList<Var> inVars = jvp.Jaxpr.InVars;
        IReadOnlyList<Atom> outs = jvp.Jaxpr.Outputs;
        Jaxpr body = Rearrange(
            jvp.Jaxpr,
            [
                .. inVars.Take(consts), .. inVars.Skip(all).Take(constTangents),
                .. inVars.Skip(consts).Take(carries), .. inVars.Skip(all + constTangents).Take(carryTangents),
                .. inVars.Skip(consts + carries).Take(parts.Xs), .. inVars.Skip(all + constTangents + carryTangents),
            ],
            [
                .. outs.Take(carries), .. outs.Skip(carries + parts.Ys).Take(carryTangents),
                .. outs.Skip(carries).Take(parts.Ys), .. outs.Skip(carries + parts.Ys + carryTangents),
            ]);
        NdArray[] carrySlopes = parts.CarryOf(tangents).Select((t, i) => t ?? (carryNonzero[i] ? Zeros(parts.CarryOf(primals)[i].Aval) : null)).Where(t => t is not null).Select(t => t!).ToArray();
        NdArray[] results = Scan.Bind(
            parts.With(body, consts + constTangents, carries + carryTangents),
            [
                .. parts.ConstsOf(primals), .. Present(parts.ConstsOf(tangents)),
                .. parts.CarryOf(primals), .. carrySlopes,
                .. parts.XsOf(primals), .. Present(parts.XsOf(tangents)),
            ]);
        int next = carries, nextY = carries + carryTangents + parts.Ys;
        NdArray?[] slopes =
        [
            .. carryNonzero.Select(n => n ? results[next++] : null),
            .. jvp.Nonzero.Skip(carries).Select(n => n ? results[nextY++] : null),
        ];
        return ([.. results.Take(carries), .. results.Skip(carries + carryTangents).Take(parts.Ys)], slopes);
    }

    internal static (NdArray[] Outputs, int?[] Dims) ScanBatch(Primitive self, Dim size, NdArray[] inputs, int?[] dims, Params parameters)
    {
        ScanParts parts = new(parameters);
        int?[] InFront(IEnumerable<int?> places) => places.Select(d => d is null ? null : (int?)0).ToArray();
        int?[] constDims = InFront(parts.ConstsOf(dims)), carryDims = InFront(parts.CarryOf(dims)), xsDims = InFront(parts.XsOf(dims));
        BatchedJaxpr batched;
        while (true)
        {
            batched = BatchTransform.OfJaxpr(
                parts.Jaxpr, size, [.. constDims, .. carryDims, .. xsDims], [.. carryDims.Select(d => d is not null), .. Enumerable.Repeat(false, parts.Ys)]);
            int?[] grown = carryDims.Zip(batched.Dims, (before, after) => before ?? after).ToArray();
            if (grown.SequenceEqual(carryDims))
            {
                break;
            }
            carryDims = grown;
        }
        NdArray[] consts = parts.ConstsOf(inputs).Select((c, i) => Front(c, parts.ConstsOf(dims)[i], constDims[i], size)).ToArray();
        NdArray[] carry = parts.CarryOf(inputs).Select((c, i) => Front(c, parts.CarryOf(dims)[i], carryDims[i], size)).ToArray();
        NdArray[] xs = parts.XsOf(inputs).Select((x, i) => parts.XsOf(dims)[i] is { } axis ? MoveAxis(x, axis, 1) : x).ToArray();
        NdArray[] results = Scan.Bind(parts.With(batched.Jaxpr, parts.Consts, parts.Carries), [.. consts, .. carry, .. xs]);
        return (results, batched.Dims.Select((d, i) => d is null ? null : (int?)(i < parts.Carries ? 0 : 1)).ToArray());
    }

    internal static DceResult? ScanDce(bool[] used, Equation equation)
    {
        ScanParts parts = new(equation.Params);
        bool[] carries = used.Take(parts.Carries).ToArray(), ys = used.Skip(parts.Carries).ToArray();
        bool[] inputs;
        List<Equation> live;
        while (true)
        {
            Atom[] outputs = Where(parts.Jaxpr.Outputs, [.. carries, .. ys]);
            live = JaxprParts.Live(parts.Jaxpr.Equations, outputs);
            HashSet<Atom> read = [.. outputs, .. live.SelectMany(e => e.Inputs)];
            inputs = parts.Jaxpr.InVars.Select(read.Contains).ToArray();
            bool[] grown = Or(carries, parts.CarryOf(inputs));
            if (grown.SequenceEqual(carries))
            {
                break;
            }
            carries = grown;
        }
        // A carry that is wanted stays an operand even where its body does not read it.
        inputs = [.. parts.ConstsOf(inputs), .. carries, .. parts.XsOf(inputs)];
        bool[] kept = [.. carries, .. ys];
        Jaxpr body = JaxprParts.Build(parts.Jaxpr.ConstVars, parts.Jaxpr.Consts, Where(parts.Jaxpr.InVars, inputs), live, Where(parts.Jaxpr.Outputs, kept));
        return new DceResult(inputs, new Equation(
            Scan, Where(equation.Inputs, inputs), Where(equation.Outputs, kept),
            parts.With(body, parts.ConstsOf(inputs).Count(i => i), carries.Count(c => c))));
    }

    private static NdArray[] Present(IEnumerable<NdArray?> values) => values.Where(v => v is not null).Select(v => v!).ToArray();

    private static NdArray Front(NdArray value, int? from, int? to, Dim size) => to is null ? value : ElementwiseFamily.BatchAtFront(value, from, size);

    private static NdArray MoveAxis(NdArray value, int from, int to)
    {
        List<int> order = Axes.Without(value.Rank, [from]).ToList();
        order.Insert(to, from);
        return from == to ? value : Transpose(value, [.. order]);
    }
}
