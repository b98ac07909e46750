// JAX's jaxpr texts: each parses and prints back to the letter, and survives our lossless style.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using SrcGenJit;
using SrcGenJit.Core;
using Xunit;
using Xunit.Abstractions;

namespace Runtime.Tests.Golden;

public class GoldenTextTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_text_parses_and_prints_back_to_the_letter()
    {
        List<string> notInTheText = [];
        ForEach(text =>
        {
            int width = Regex.Match(text.Field, "^pp_width([0-9]+)") is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : 80;
            string printed = JaxprPrinter.Print(JaxprParser.Parse(text.Text, width), JaxprStyle.Current, width);
            if (printed == text.Text)
            {
                return null;
            }
            if (NotInTheText(text.Text))
            {
                notInTheText.Add(text.ToString());
                return null;
            }
            return $"printed\n{printed}\nnot\n{text.Text}";
        });
        output.WriteLine($"{notInTheText.Count} of these print another way: a jaxpr is hoisted from a callable or named tuple, and the text does not say where it belongs");
        if (GoldenData.IsRepositorys)
        {
            Assert.Equal(File.ReadAllLines(Path.Combine(GoldenData.SourceFolder(), "not-in-the-text.txt")).Where(line => !line.StartsWith('#')), notInTheText);
        }
        else
        {
            notInTheText.ForEach(output.WriteLine);
        }
    }

    [Fact]
    public void Lossless_text_parses_to_an_equal_jaxpr() => ForEach(text =>
    {
        Jaxpr jaxpr = Jaxpr.Parse(text.Text);
        string lossless = jaxpr.ToString(JaxprStyle.Lossless);
        Jaxpr back = Jaxpr.Parse(lossless);
        return back.Equals(jaxpr) && back.GetHashCode() == jaxpr.GetHashCode() ? null : "not equal after\n" + lossless;
    });

    [Fact]
    public void Jaxprs_whose_primitives_all_exist_pass_the_checker() => ForEach(text =>
    {
        Jaxpr jaxpr = Jaxpr.Parse(text.Text);
        try
        {
            jaxpr.Check();
            return null;
        }
        catch (JaxprTypeException error)
        {
            return error.Message;
        }
    });

    // custom_linear_solve, sort and reduce hold jaxprs in named tuples and callables, which print as themselves; the same jaxprs are hoisted, and nothing names them.
    private static bool NotInTheText(string text) =>
        text.Contains("=let ", StringComparison.Ordinal)
        || Regex.Matches(text, @"^let (\w+) = \{", RegexOptions.Multiline).Any(hoisted => Regex.Count(text, $@"(?<!let |name=)\b{hoisted.Groups[1].Value}\b(?!=)") == 0);

    private void ForEach(Func<GoldenText, string?> check)
    {
        List<string> failures = [];
        int count = 0;
        foreach (GoldenText text in GoldenData.Texts())
        {
            count++;
            try
            {
                if (check(text) is { } failure)
                {
                    failures.Add($"{text}: {failure}");
                }
            }
            catch (Exception e)
            {
                failures.Add($"{text}: {(e is JaxprParseException ? "" : e.GetType().Name + " ")}{e.Message}");
            }
        }
        output.WriteLine($"{count - failures.Count} of {count}");
        Assert.True(count > 0, $"no texts in {GoldenData.Folder}");
        Assert.True(failures.Count == 0, $"{failures.Count} of {count} fail\n" + string.Join("\n\n", failures.Take(Environment.GetEnvironmentVariable("ALLF") is null ? 12 : 1000)));
    }
}
