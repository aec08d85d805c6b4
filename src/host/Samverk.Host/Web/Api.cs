using System.Security.Cryptography;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;
using Scalar.AspNetCore;

namespace Samverk.Host;

/// <summary>The API's own addresses: its document for programs, and a page about it for people.</summary>
internal static class Api
{
    public static IServiceCollection AddApi(this IServiceCollection services) => services
        .AddProblemDetails()
        .AddOpenApi("v1", document =>
        {
            document.AddDocumentTransformer(SayWhere).AddSchemaTransformer(Describe).AddOperationTransformer(DescribeQuery);
            // Every use case calls its own "Command" or "Row": named with the use case they stay apart.
            document.CreateSchemaReferenceId = type => type.Type.DeclaringType is { } useCase && OpenApiOptions.CreateDefaultSchemaReferenceId(type) is not null
                ? useCase.Name + type.Type.Name
                : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        });

    /// <summary>Modules add their use cases to the group that is returned.</summary>
    public static RouteGroupBuilder MapApi(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapScalarApiReference("/api", (page, context) =>
        {
            // The reader's one inline script starts it, so it gets a number that is used once; it also writes its own styles.
            var once = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
            context.Response.Headers.ContentSecurityPolicy =
                $"default-src 'self'; script-src 'self' 'nonce-{once}'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
            page.WithTitle("Samverk API").WithOpenApiRoutePattern("/openapi/{documentName}.json").DisableDefaultFonts()
                // Nothing of the page speaks to anybody but this node.
                .DisableAgent().DisableMcp().DisableTelemetry().HideDeveloperTools().HideClientButton()
                .WithNonce(once);
        });
        return app.MapGroup("/api/v1");
    }

    /// <summary>The node's own address, as everywhere: not the host that the asker has written.</summary>
    private static async Task SayWhere(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancel)
    {
        var address = await context.ApplicationServices.GetRequiredService<Db>().Read<Uri>(Actor.System, async tx => await tx.Address() is { } home ? home : Refusal.Unknown);
        if (address.Refusal is null) document.Servers = [new OpenApiServer { Url = address.Value.AbsoluteUri }];
    }

    private static Task DescribeQuery(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        foreach (var (name, needed) in context.Description.ActionDescriptor.EndpointMetadata.OfType<DoorApi.QueryFields>().SelectMany(query => query.Fields))
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = name, In = ParameterLocation.Query, Required = needed, Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        return Task.CompletedTask;
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
