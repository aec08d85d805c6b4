using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NodaTime;
using Samverk.Kernel;
using Scalar.AspNetCore;

namespace Samverk.Host;

/// <summary>The API's own addresses: its document for programs, and a page about it for people.</summary>
internal static class Api
{
    public static IServiceCollection AddApi(this IServiceCollection services) => services
        .AddProblemDetails()
        .AddOpenApi("v1", document => document.AddSchemaTransformer(Describe));

    /// <summary>Modules add their use cases to the group that is returned.</summary>
    public static RouteGroupBuilder MapApi(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapScalarApiReference("/api", page => page.WithTitle("Samverk API").WithOpenApiRoutePattern("/openapi/{documentName}.json").DisableDefaultFonts());
        return app.MapGroup("/api/v1");
    }

    /// <summary>Types whose JSON is written by hand would be described as anything at all.</summary>
    private static Task Describe(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancel)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(Money))
        {
            schema.Type = JsonSchemaType.Object;
            schema.Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
            {
                ["amount"] = Text("decimal", "1234.50"), ["currency"] = Text(null, "EUR"),
            };
            schema.Required = new HashSet<string>(StringComparer.Ordinal) { "amount", "currency" };
        }
        else if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Id<>)) (schema.Type, schema.Format) = (JsonSchemaType.String, "uuid");
        else if (type == typeof(LocalDate)) (schema.Type, schema.Format) = (JsonSchemaType.String, "date");
        else if (type == typeof(Instant)) (schema.Type, schema.Format) = (JsonSchemaType.String, "date-time");
        else if (type == typeof(Rate)) (schema.Type, schema.Description) = (JsonSchemaType.String, "per cent: 6.95");
        else if (type == typeof(Currency)) (schema.Type, schema.Description) = (JsonSchemaType.String, "ISO 4217: EUR");
        return Task.CompletedTask;

        static OpenApiSchema Text(string? format, string example) => new() { Type = JsonSchemaType.String, Format = format, Examples = [example] };
    }
}
