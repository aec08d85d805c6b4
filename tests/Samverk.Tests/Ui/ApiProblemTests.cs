using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Tests.Ui;

public sealed class ApiProblemTests
{
    [Theory]
    [InlineData("not-found", 404)]
    [InlineData("sign-in-needed", 401)]
    [InlineData("too-many-requests", 429)]
    [InlineData("own-case", 422)]
    public void A_refusal_has_the_status_that_http_knows_for_it(string code, int status) => Assert.Equal(status, ApiProblem.Status(new Refusal(code)));

    [Theory]
    [InlineData("""{"amount":{"amount":"1.005","currency":"EUR"}}""", "money-too-many-decimals", "amount")]
    [InlineData("""{"amount":{"amount":"1.00","currency":"XXX"}}""", "currency-unknown", "amount")]
    [InlineData("""{"amount":{"amount":"1.00","currency":"EUR"},"more":1}""", "field-unknown", "more")]
    [InlineData("""{}""", "field-missing", null)]
    [InlineData("""{"amount":null}""", "field-invalid", "amount")]
    public void What_cannot_be_read_names_its_code_and_field(string body, string code, string? field)
    {
        var unreadable = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Command>(body, StoreJson.Options));
        var refusal = UnreadableRequest.Refused(new BadHttpRequestException("unreadable", unreadable));
        Assert.Equal(code, refusal.Code);
        Assert.Equal(field, refusal.Field?.Split('.')[0]);
    }

    [Theory]
    [InlineData("amount", "Input.Amount", true)]
    [InlineData("lines.amount", "Input.Amount", true)]
    [InlineData("date", "Input.Amount", false)]
    [InlineData(null, "Input.Amount", false)]
    public void A_refusal_stands_beside_the_field_that_it_is_about(string? field, string name, bool beside) =>
        Assert.Equal(beside, FieldFrame.IsAbout(new Refusal("field-invalid") { Field = field }, name));

    internal sealed record Command(Money Amount);
}
