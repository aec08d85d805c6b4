namespace Samverk.Scenarios;

/// <summary>The cooperatives of the scenarios, as a money-path file writes them.</summary>
internal static class Setting
{
    public static object Belgium(string expenseRule = "booked", params object[] activities) => new
    {
        entities = new[]
        {
            new
            {
                id = "be", country = "BE", currency = "EUR", fee = new { kind = "percentOfNet", rate = "6.5" }, fundRate = "0",
                guarantee = new { requires = new[] { "confirmed" }, cover = "net" }, expenseRule, badDebtFee = "reverse",
                opening = new Dictionary<string, string> { ["assets:bank"] = "10000.00", ["equity:guarantee-fund:opening"] = "-10000.00" },
            },
        },
        activities = activities.Length > 0 ? activities : [new { id = "design", entity = "be", members = new[] { "m1" } }],
        clients = new[] { new { id = "celsius", country = "BE" } },
    };

    public static object Germany(params object[] activities) => new
    {
        entities = new[]
        {
            new
            {
                id = "de", country = "DE", currency = "EUR", fee = new { kind = "percentOfNet", rate = "9" }, fundRate = "0",
                guarantee = new { requires = new[] { "confirmed", "euSeat" }, cover = "net" }, expenseRule = "collected", badDebtFee = "reverse",
                opening = new Dictionary<string, string> { ["assets:bank"] = "8000.00", ["equity:guarantee-fund:opening"] = "-8000.00" },
            },
        },
        activities = activities.Length > 0 ? activities : [new { id = "film", entity = "de", members = new[] { "m1" } }],
        clients = new[] { new { id = "kunde", country = "DE" } },
    };

    public static object Austria() => new
    {
        entities = new[]
        {
            new
            {
                id = "at", country = "AT", currency = "EUR", fee = new { kind = "percentOfNet", rate = "10" }, fundRate = "0",
                guarantee = new { requires = new[] { "confirmed" }, cover = "net" }, expenseRule = "collected", badDebtFee = "reverse",
                opening = new Dictionary<string, string> { ["assets:bank"] = "500.00", ["equity:guarantee-fund:opening"] = "-500.00" },
            },
        },
        activities = new[] { new { id = "sound", entity = "at", members = new[] { "m1" } } },
        clients = new[] { new { id = "studio", country = "US" } },
    };

    public static object Sweden() => new
    {
        entities = new[]
        {
            new
            {
                id = "se", country = "SE", currency = "SEK", fee = new { kind = "onTop", rate = "6.95" }, fundRate = "0",
                guarantee = new { requires = new[] { "confirmed" }, cover = "net" }, expenseRule = "booked", badDebtFee = "reverse",
                opening = new Dictionary<string, string> { ["assets:bank"] = "20000.00", ["equity:guarantee-fund:opening"] = "-20000.00" },
            },
        },
        activities = new[] { new { id = "project-p", entity = "se", members = new[] { "m3" } } },
        clients = new[] { new { id = "festival", country = "SE" } },
    };
}
