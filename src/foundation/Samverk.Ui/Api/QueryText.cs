using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Samverk.Store;

namespace Samverk.Ui;

/// <summary>
/// A query from the text after the question mark, by the same rules as JSON: fields in lowerCamelCase, an unknown or missing one is refused.
/// Dates, ids, words and amounts are written as they are in JSON strings; what has parts of its own (a cursor) is written as JSON.
/// </summary>
internal static class QueryText
{
    /// <exception cref="BadHttpRequestException">It is no such query; the inner exception names the field.</exception>
    public static TQuery Read<TQuery>(IQueryCollection text)
    {
        var json = new JsonObject();
        foreach (var (name, values) in text)
        {
            // Chooses the language of the answer, for every address.
            if (name is "language") continue;
            json[name] = Value(Field(typeof(TQuery), name), values.ToString());
        }

        // In an address there is no other way to say "none": what may be null may be left out.
        foreach (var name in Optional<TQuery>.Names)
            if (!json.ContainsKey(name)) json[name] = null;

        try
        {
            return json.Deserialize<TQuery>(StoreJson.Options)!;
        }
        catch (JsonException unreadable)
        {
            throw new BadHttpRequestException(unreadable.Message, unreadable);
        }
    }

    /// <summary>The fields of a query, as an address writes them.</summary>
    public static IEnumerable<(string Name, bool Needed)> Fields(Type query) => Parameters(query)
        .Select(parameter => (JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!), !parameter.HasDefaultValue && !MayBeNull(parameter)));

    private static ParameterInfo[] Parameters(Type query) =>
        query.GetConstructors().OrderByDescending(constructor => constructor.GetParameters().Length).First().GetParameters();

    private static bool MayBeNull(ParameterInfo parameter) => new NullabilityInfoContext().Create(parameter).ReadState is NullabilityState.Nullable;

    private static Type? Field(Type query, string name) =>
        query.GetProperties().FirstOrDefault(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name) == name)?.PropertyType;

    private static JsonNode? Value(Type? type, string text)
    {
        type = type is null ? null : Nullable.GetUnderlyingType(type) ?? type;
        var asJson = type == typeof(bool) || type == typeof(int) || type == typeof(long) || text.StartsWith('{');
        if (!asJson) return JsonValue.Create(text);
        try
        {
            return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = 8 });
        }
        catch (JsonException)
        {
            // Read as a word, so that the reader of the field says what is wrong with it.
            return JsonValue.Create(text);
        }
    }

    /// <summary>Looked up once per query.</summary>
    private static class Optional<TQuery>
    {
        public static readonly IReadOnlyList<string> Names = [.. Parameters(typeof(TQuery))
            .Where(parameter => !parameter.HasDefaultValue && MayBeNull(parameter)).Select(parameter => JsonNamingPolicy.CamelCase.ConvertName(parameter.Name!))];
    }
}
