// Documentation comments in generated code.
namespace SrcGenJit.Generator.Emission;

internal static class Documentation
{
    public static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");

    /// <summary>A remarks block that shows text as it is.</summary>
    public static void Code(CodeWriter code, string text, string? after = null)
    {
        code.Line("/// <remarks>");
        code.Line("/// <code>");
        foreach (string line in text.Split('\n'))
        {
            code.Line(("/// " + Escape(line)).TrimEnd());
        }
        code.Line("/// </code>");
        if (after is not null)
        {
            foreach (string line in after.Split('\n'))
            {
                code.Line(("/// " + Escape(line)).TrimEnd());
            }
        }
        code.Line("/// </remarks>");
    }
}
