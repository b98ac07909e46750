// Writes C# text: indentation, blocks and re-indented multi-line templates. Lines end in '\n' whatever the host.
using System;
using System.Text;

namespace SrcGenJit.Generator.Emission;

/// <param name="depth">The depth at which the first line stands.</param>
internal sealed class CodeWriter(int depth = 0)
{
    private const string Indentation = "    ";

    private readonly StringBuilder _text = new();
    private int _depth = depth;
    private bool _atBlockStart = true;

    /// <summary>Writes a line at the present depth; an empty one without trailing blanks.</summary>
    public void Line(string text = "")
    {
        if (text.Length > 0)
        {
            for (int i = 0; i < _depth; i++)
            {
                _text.Append(Indentation);
            }
            _text.Append(text);
        }
        _text.Append('\n');
        _atBlockStart = false;
    }

    /// <summary>Writes each line of a template at the present depth; the template's own indentation stays.</summary>
    public void Lines(string template)
    {
        foreach (string line in template.Replace("\r\n", "\n").Split('\n'))
        {
            Line(line);
        }
    }

    /// <summary>Writes text as it is: the inside of a raw string.</summary>
    public void Raw(string text) => _text.Append(text).Append('\n');

    /// <summary>Appends what another writer wrote at this depth.</summary>
    public void Append(CodeWriter other) => _text.Append(other._text);

    /// <summary>An empty line between members or statements; none at the start of a block.</summary>
    public void Separate()
    {
        if (!_atBlockStart)
        {
            Line();
        }
    }

    /// <summary>Writes <paramref name="header"/> and an opening brace; disposing closes the block.</summary>
    public Scope Block(string header)
    {
        Lines(header);
        Line("{");
        _depth++;
        _atBlockStart = true;
        return new Scope(this);
    }

    /// <summary>Braces without a header where <paramref name="wanted"/>, else nothing.</summary>
    public Scope Braces(bool wanted)
    {
        if (!wanted)
        {
            return default;
        }
        Line("{");
        _depth++;
        return new Scope(this);
    }

    public override string ToString() => _text.ToString();

    private void Close()
    {
        _depth--;
        Line("}");
    }

    internal readonly struct Scope(CodeWriter? writer) : IDisposable
    {
        public void Dispose() => writer?.Close();
    }
}
