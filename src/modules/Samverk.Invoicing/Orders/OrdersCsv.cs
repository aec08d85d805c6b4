using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Samverk.Kernel;
using Samverk.Ui;

namespace Samverk.Invoicing;

/// <summary>A list of orders as a file for a spreadsheet: RFC 4180, UTF-8 with its mark, so that accents survive.</summary>
internal static class OrdersCsv
{
    public static IResult Of(Outcome<ListOrders.Page> page) => page.Refusal is { } refusal
        ? ApiProblem.Of(refusal)
        : Results.File([.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Write(page.Value.Rows))], "text/csv", "orders.csv");

    internal static string Write(IEnumerable<OrderRow> rows)
    {
        var text = new StringBuilder("number,title,client,state,currency,net,created\r\n");
        foreach (var row in rows)
            text.AppendJoin(',', Cell(row.Number), Cell(row.Title), Cell(row.Client), row.State, row.Currency?.Code, row.Amount?.ToPlainText(), row.Created.ToString("R", CultureInfo.InvariantCulture)).Append("\r\n");
        return text.ToString();
    }

    // A cell that begins like a formula would be run by spreadsheets.
    private static string Cell(string? value)
    {
        if (string.IsNullOrEmpty(value)) return "";
        var safe = value[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? $"'{value}" : value;
        return safe.AsSpan().ContainsAny(",\"\r\n") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
