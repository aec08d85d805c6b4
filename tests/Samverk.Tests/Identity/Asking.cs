using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Tests.Identity;

/// <summary>
/// Writes a well-formed request for every address of the API that is about what somebody owns, from the types of commands and the names of
/// their fields. A field that names something new fails here until the cooperative of the test has such a thing.
/// </summary>
internal static class Asking
{
    // Where the same word means something else, and where any words will not do. "=" takes the id of that name.
    private static readonly Dictionary<string, string> Own = new(StringComparer.Ordinal)
    {
        ["/invoicing/drafts:order"] = "=activeOrder", ["/confirmation:token"] = "=confirmation", ["/confirmation/answer:token"] = "=confirmation",
        ["/order:order"] = "=askedOrder", ["/orders/ask-again:order"] = "=askedOrder", ["/orders/cancel:order"] = "=askedOrder", ["/orders/decide:order"] = "=askedOrder",
        ["/orders/withdraw:order"] = "=askedOrder", ["/orders/{order:guid}/files/{file}:order"] = "=askedOrder",
        ["/confirmation/answer:document"] = "=confirmationDocument", ["/confirmation/{token}/files/{file}:token"] = "=confirmation",
        ["/invoicing/links/{token}/pdf:token"] = "=link", ["/invoicing/links/{token}/xml:token"] = "=link", ["/ledger/statement:from"] = "2026-01-01",
        ["/ledger/statement:to"] = "2026-12-31", ["/accounts/lock:person"] = "=spare", ["/accounts/reset:person"] = "=spare", ["/accounts/give-role:person"] = "=spare",
        ["/accounts/take-role:person"] = "=spare", ["/members/erase:person"] = "=spare", ["/orders/trust:person"] = "=spare", ["/activities/team/accept:token"] = "nothing",
        ["/activities/team/invite:email"] = "somebody@norr.example", ["/members/{person:guid}:person"] = "=person",
        ["/invoicing/invoices/{invoice:guid}/files/{file}:file"] = "=invoiceFile", ["/invoicing/links/{token}/files/{file}:token"] = "=link",
        ["/invoicing/links/{token}/files/{file}:file"] = "=invoiceFile", ["/invoicing/drafts/attach:mediaType"] = "text/csv", ["/invoicing/plan:order"] = "=activeOrder",
        ["/invoicing/guarantee:order"] = "=activeOrder", ["/invoicing/guarantee/propose:order"] = "=activeOrder", ["/invoicing/guarantee/decide:proposal"] = "=verdict",
        ["/order/document:order"] = "=askedOrder", ["/facts/one:id"] = "se.invoice.term", ["/facts/wages/one:id"] = "se.sink", ["/facts/enter:name"] = "se.invoice.term", ["/facts/enter:pack"] = "facts",
        ["/facts/release:value"] = "=ownValue", ["/facts/withdraw:value"] = "=ownValue", ["/ledger/statement.csv:from"] = "2026-01-01", ["/ledger/statement.csv:to"] = "2026-12-31",
        ["/ledger/export:format"] = "Csv", ["/invoicing/write-offs/refuse:proposal"] = "=otherProposal", ["/invoicing/drafts/change:unit"] = "HUR", ["/invoicing/drafts/change:place"] = "SE", ["/desk/close-question:case"] = "=question",
        ["/payments/make:dues"] = "=due", ["/payments/batch:batch"] = "=payBatch", ["/payments/release:batch"] = "=payBatch", ["/payments/cancel:batch"] = "=payBatch",
        ["/payments/reject:batch"] = "=sentBatch", ["/payments/{batch:guid}/file:batch"] = "=sentBatch",
        ["/me/pay-account:iban"] = "DE75512108001245126199", ["/me/pay-account:bic"] = "NDEASESS", ["/members/pay-accounts/stop:account"] = "=payAccount",
        ["/expenses/save:number"] = "K-1", ["/expenses/receipt:mediaType"] = "application/pdf", ["/expenses/approve:claim"] = "=submittedClaim", ["/expenses/check:claim"] = "=submittedClaim",
        ["/expenses/reject:claim"] = "=submittedClaim", ["/expenses/one:claim"] = "=submittedClaim", ["/expenses/{claim:guid}/receipt:claim"] = "=submittedClaim",
        ["/expenses/journeys/correct:claim"] = "=submittedClaim", ["/equipment/mark:claim"] = "=submittedClaim", ["/equipment/hand-over:holder"] = "=member", ["/equipment/end:how"] = "Scrapped",
        ["/expenses/journeys/days:country"] = "SE", ["/expenses/journeys/days:left"] = "2026-02-02T08:00:00", ["/expenses/journeys/days:back"] = "2026-02-03T20:00:00",
        ["/insurance/claims/move:claim"] = "=insuranceClaim", ["/insurance/incidents/open-file:file"] = "=incidentFile", ["/certificates/check/{code}:code"] = "=proofCode",
        ["/engaged/{token}/certificates/{proof:guid}:token"] = "=engaged", ["/insurance/policies/attach:mediaType"] = "application/pdf", ["/insurance/incidents/attach:mediaType"] = "application/pdf",
        ["/employment/contract/sign:document"] = "abababababababababababababababababababababababababababababababab", ["/employment/work/note-late:work"] = "=lateWork", ["/payroll/set-aside:payslip"] = "=openPayslip", ["/payslips/claim/agree:claim"] = "=wageClaim", ["/payslips/claim/repaid:claim"] = "=wageClaim", ["/payroll/correction:run"] = "=correctionRun", ["/declarations/{declaration:guid}/receipt:declaration"] = "=receipt", ["/payments/settings/change:key"] = "expenses.latest-days", ["/payments/settings/change:value"] = "60", ["/payments/settings/decide:change"] = "=settingChange", ["/employment/person-number:number"] = "198503114004", ["/declarations/answer:mediaType"] = "application/pdf",
        ["/employment/employer-facts/check:facts"] = "=employerFacts",
        ["/engaged/{token}/contract.pdf:token"] = "=engaged", ["/engaged/{token}/data.zip:token"] = "=engaged",
        ["/simulator/save:link"] = "country=SE&from=gross&amount=30000&fee=7", ["/simulator:start"] = "Gross", ["/simulator:amount"] = "30000", ["/simulator/compare:amount"] = "1000", ["/simulator/compare:kronor"] = "10000", ["/simulator/compare:fee"] = "9",
        ["language"] = "en", ["href"] = "/", ["noun"] = "invoicing.order", ["country"] = "SE", ["account"] = "bank", ["mediaType"] = "text/plain", ["currency"] = "SEK",
        ["number"] = "SE4550000000058398257466",
    };

    // Addresses whose query is written by hand: what it cannot do without.
    private static readonly Dictionary<string, string[]> Handwritten = new(StringComparer.Ordinal)
    {
        ["/messages"] = ["about", "member"], ["/ledger/export"] = ["format", "entity"], ["/ledger/trial-balance.csv"] = ["entity", "date"], ["/ledger/statement.csv"] = ["entity", "account", "from", "to"],
    };

    /// <summary>Address and body; no body for a reading.</summary>
    public static (string Path, string? Json) Of(RouteEndpoint endpoint, IReadOnlyDictionary<string, string> ids)
    {
        var route = endpoint.RoutePattern.RawText!["/api/v1".Length..];
        var path = Regex.Replace(endpoint.RoutePattern.RawText!, @"\{(?<name>\w+)(:guid)?\}", place => Word(route, place.Groups["name"].Value, ids), RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        if (endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is { RequestType: { } command } && endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains("POST"))
            return (path, Object(command, route, ids).ToJsonString(StoreJson.Options));
        var query = endpoint.Metadata.GetMetadata<DoorApi.QueryFields>()?.Fields.Where(field => field.Needed).Select(field => field.Name)
            ?? Handwritten.GetValueOrDefault(route, []);
        var asked = string.Join('&', query.Select(name => $"{name}={Uri.EscapeDataString(Word(route, name, ids))}"));
        return (asked.Length > 0 ? $"{path}?{asked}" : path, null);
    }

    private static string Word(string route, string name, IReadOnlyDictionary<string, string> ids) =>
        Own.TryGetValue($"{route}:{name}", out var word) || (!ids.ContainsKey(name) && Own.TryGetValue(name, out word)) ? word.StartsWith('=') ? ids[word[1..]] : word
        : ids.TryGetValue(name, out var id) ? id
        : name is "date" or "validFrom" or "through" or "paidOn" ? "2026-03-02"
        : "words";

    private static JsonObject Object(Type type, string route, IReadOnlyDictionary<string, string> ids)
    {
        var json = new JsonObject();
        foreach (var field in type.GetConstructors(BindingFlags.Public | BindingFlags.Instance).OrderByDescending(one => one.GetParameters().Length).First().GetParameters())
            if (!field.HasDefaultValue)
                json[JsonNamingPolicy.CamelCase.ConvertName(field.Name!)] = Value(field.ParameterType, route, JsonNamingPolicy.CamelCase.ConvertName(field.Name!), ids);
        return json;
    }

    private static JsonNode? Value(Type type, string route, string name, IReadOnlyDictionary<string, string> ids)
    {
        if (name is "request") return Guid.CreateVersion7().ToString();
        if (name is "email" && !Own.ContainsKey($"{route}:{name}")) return $"m{Guid.NewGuid():N}@norr.example";
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            if (!Own.ContainsKey($"{route}:{name}")) return null;
            type = inner;
        }

        if (type == typeof(string)) return Word(route, name, ids);
        if (type == typeof(IReadOnlyDictionary<string, string>)) return route.StartsWith("/employment/", StringComparison.Ordinal) ? new JsonObject { ["withholding"] = "side_income", ["birth_year"] = "1985" } : null;
        if (type == typeof(Guid) || type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Id<>))
            return Word(route, name, ids) is var id && Guid.TryParse(id, out _) ? id : throw new InvalidOperationException($"{route}: what does \"{name}\" name? AccessWorld has no such thing");
        if (type == typeof(FileHash)) return Word(route, name, ids);
        if (type == typeof(Money)) return new JsonObject { ["amount"] = "1.00", ["currency"] = "SEK" };
        if (type == typeof(LocalDate) || type == typeof(DateOnly)) return Word(route, name is "date" or "validFrom" or "through" or "paidOn" ? name : "date", ids);
        if (type == typeof(LocalTime)) return "09:00:00";
        if (type == typeof(LocalDateTime)) return "2026-02-02T08:00:00";
        if (type == typeof(bool)) return false;
        if (type == typeof(int) || type == typeof(long) || type == typeof(decimal)) return 1;
        if (type == typeof(Rate)) return "5";
        if (type.IsEnum) return JsonSerializer.SerializeToNode(type == typeof(Role) ? Role.Auditor : Enum.GetValues(type).GetValue(0), type, StoreJson.Options);
        // The only value that may have any form: an own value, here a number of days.
        if (type == typeof(JsonElement)) return 20;
        if (type == typeof(byte[])) return Convert.ToBase64String("some words"u8);
        if (type == typeof(OrderContent)) return JsonSerializer.SerializeToNode(new OrderContent { Activity = Guid.Parse(ids["activity"]), Client = Guid.Parse(ids["client"]), Title = "Portraits" }, StoreJson.Options);
        if (type == typeof(ClientDetails)) return JsonSerializer.SerializeToNode(new ClientDetails { Name = $"New {Guid.NewGuid():N}", Country = "SE", Language = "sv" }, StoreJson.Options);
        if (type == typeof(Seller)) return JsonSerializer.SerializeToNode(Invoicing.InvoiceBuilder.Seller, StoreJson.Options);
        if (type.GetInterfaces().Append(type).FirstOrDefault(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IEnumerable<>)) is { } list)
            return route is "/desk/approve" ? new JsonArray(ids["case"]) : new JsonArray(Value(list.GetGenericArguments()[0], route, $"{name}", ids));
        return Object(type, route, ids);
    }
}
