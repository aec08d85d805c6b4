using System.Globalization;
using Dapper;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Treasury;

/// <summary>How many lines of the bank wait for somebody: on the start page of those who keep the bank.</summary>
internal static class BankLines
{
    public static async Task<IEnumerable<HomeLine>> Of(HomeQuestion asked)
    {
        var waiting = await asked.Tx.Connection.QuerySingleAsync<int>("select count(*)::int from treasury.line where state in ('Suggested', 'Unknown')");
        return
        [
            new(HomePart.Figure, asked.Text["Bank lines that wait"], "/bank")
            {
                Figure = waiting.ToString(CultureInfo.CurrentCulture), Meaning = waiting is 0 ? Meaning.Good : Meaning.Soon,
                Under = waiting is 0 ? asked.Text["all money is placed"] : asked.Text["nobody knows yet what they are for"],
            },
        ];
    }
}
