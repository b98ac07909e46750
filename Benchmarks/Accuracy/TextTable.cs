// A table in Markdown whose columns are padded, so that it reads in a console too.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace SrcGenJit.Accuracy;

internal sealed class TextTable(params string[] header)
{
    private readonly List<string[]> _rows = [header];

    public void Add(params string[] cells) => _rows.Add(cells);

    public override string ToString()
    {
        int[] widths = [.. header.Select((_, c) => _rows.Max(row => row[c].Length))];
        StringBuilder text = new();
        foreach (string[] row in _rows)
        {
            text.Append("| ").AppendJoin(" | ", row.Select((cell, c) => cell.PadRight(widths[c]))).Append(" |\n");
            if (row == _rows[0])
            {
                text.Append('|').AppendJoin('|', widths.Select(width => new string('-', width + 2))).Append("|\n");
            }
        }
        return text.ToString();
    }
}
