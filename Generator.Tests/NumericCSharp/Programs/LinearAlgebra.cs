// Linear algebra on arrays of two dimensions.
public static partial class Num
{
    // linear algebra

    [Jit]
    public static double[] SolveLU(double[, ] m, double[] rhs)
    {
        int n = m.GetLength(0);
        if (n != m.GetLength(1))
            throw new ArgumentException("matrix must be square", nameof(m));
        if (rhs.Length != n)
            throw new ArgumentException("right side has a wrong length", nameof(rhs));
        var a = (double[, ])m.Clone();
        var b = (double[])rhs.Clone();
        for (int k = 0; k < n; k++)
        {
            int p = k;
            for (int i = k + 1; i < n; i++)
                if (Math.Abs(a[i, k]) > Math.Abs(a[p, k]))
                    p = i;
            if (a[p, k] == 0)
                throw new InvalidOperationException("matrix is singular");
            if (p != k)
            {
                for (int j = 0; j < n; j++)
                    (a[k, j], a[p, j]) = (a[p, j], a[k, j]);
                (b[k], b[p]) = (b[p], b[k]);
            }
            for (int i = k + 1; i < n; i++)
            {
                double f = a[i, k] / a[k, k];
                a[i, k] = 0;
                for (int j = k + 1; j < n; j++)
                    a[i, j] -= f * a[k, j];
                b[i] -= f * b[k];
            }
        }
        for (int i = n - 1; i >= 0; i--)
        {
            for (int j = i + 1; j < n; j++)
                b[i] -= a[i, j] * b[j];
            b[i] /= a[i, i];
        }
        return b;
    }

    [Jit]
    public static double[, ] Cholesky(double[, ] a)
    {
        int n = a.GetLength(0);
        double[, ] l = new double[n, n];
        for (int i = 0; i < n; i++)
            for (int j = 0; j <= i; j++)
            {
                double s = a[i, j];
                for (int k = 0; k < j; k++)
                    s -= l[i, k] * l[j, k];
                if (i == j)
                {
                    if (!(s > 0))
                        throw new ArithmeticException("not positive definite");
                    l[i, i] = Math.Sqrt(s);
                }
                else
                    l[i, j] = s / l[j, j];
            }
        return l;
    }

    [Jit]
    public static double Determinant(double[, ] m)
    {
        if (m.GetLength(0) != m.GetLength(1))
            return double.NaN;
        int n = m.GetLength(0);
        double[, ] a = new double[n, n];
        Array.Copy(m, a, m.Length);
        double det = 1;
        for (int c = 0; c < n; c++)
        {
            int piv = -1;
            double best = 0;
            for (int r = c; r < n; r++)
            {
                double v = Math.Abs(a[r, c]);
                if (v > best)
                {
                    best = v;
                    piv = r;
                }
            }
            if (piv < 0)
                return 0;
            if (piv != c)
            {
                for (int j = 0; j < n; j++)
                {
                    double tmp = a[c, j];
                    a[c, j] = a[piv, j];
                    a[piv, j] = tmp;
                }
                det = -det;
            }
            det *= a[c, c];
            for (int r = c + 1; r < n; r++)
            {
                double f = a[r, c] / a[c, c];
                if (f == 0)
                    continue;
                for (int j = c; j < n; j++)
                    a[r, j] -= f * a[c, j];
            }
        }
        return det;
    }

    [Jit]
    public static double[] GramSchmidt(double[, ] a)
    {
        int m = a.GetLength(0), n = a.GetLength(1);
        double[, ] q = new double[m, n];
        double[] r = new double[n];
        for (int j = 0; j < n; j++)
        {
            for (int i = 0; i < m; i++)
                q[i, j] = a[i, j];
            for (int k = 0; k < j; k++)
            {
                double dot = 0;
                for (int i = 0; i < m; i++)
                    dot += q[i, k] * a[i, j];
                for (int i = 0; i < m; i++)
                    q[i, j] -= dot * q[i, k];
            }
            double norm = 0;
            for (int i = 0; i < m; i++)
                norm += q[i, j] * q[i, j];
            norm = Math.Sqrt(norm);
            r[j] = norm;
            if (norm == 0)
                continue;
            for (int i = 0; i < m; i++)
                q[i, j] /= norm;
        }
        return r;
    }

    [Jit]
    public static (double Value, double[] Vector, int Iterations) PowerIteration(double[, ] a, int max)
    {
        int n = a.GetLength(0);
        var v = new double[n];
        Array.Fill(v, 1.0);
        double lambda = 0;
        int it = 0;
        for (; it < max && it < 200; it++)
        {
            var w = new double[n];
            for (int i = 0; i < n; i++)
                for (int j = 0; j < n; j++)
                    w[i] += a[i, j] * v[j];
            double norm = 0;
            foreach (double x in w)
                norm += x * x;
            norm = Math.Sqrt(norm);
            if (norm == 0)
                break;
            for (int i = 0; i < n; i++)
                v[i] = w[i] / norm;
            if (Math.Abs(norm - lambda) < 1e-12)
            {
                lambda = norm;
                break;
            }
            lambda = norm;
        }
        return (lambda, v, it);
    }

    public static void LinearAlgebraCalls()
    {
        for (int i = 0; i < Ms.Length; i++)
        {
            var m = Ms[i];
            Out.V1("LU#" + i, v => SolveLU(m, v));
            Out.I1("Pow#" + i, k => PowerIteration(m, k));
        }
    }
}
