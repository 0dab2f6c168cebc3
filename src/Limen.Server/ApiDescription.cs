using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Limen.Server;

/// <summary>The API as OpenAPI 3.1 at /openapi/v1.json; what other programs rely on, kept as a golden file in docs.</summary>
static class ApiDescription
{
    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.CreateSchemaReferenceId = type => OpenApiOptions.CreateDefaultSchemaReferenceId(type) is null ? null : NameOf(type.Type);
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "Limen", Version = "1", Description = "Border inspection: one scan, one answer." };
            document.Servers = [];
            foreach (var (path, item) in document.Paths)
                foreach (var operation in item.Operations?.Values.ToArray() ?? [])
                    if (path.StartsWith("/api", StringComparison.Ordinal)) TellProblems(document, operation);
            return Task.CompletedTask;
        });
    });

    /// <summary>Says of an operation that it can also answer line by line, one event each.</summary>
    public static Task TellLines(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel) =>
        TellLinesAsync(operation, context, cancel);

    static async Task TellLinesAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        if (context.Document is not { } document || operation.Responses?["200"].Content is not { } content) return;
        var schema = await context.GetOrCreateSchemaAsync(typeof(EventJson), null, cancel);
        schema.Discriminator = null; // its mapping would name schemas that are written out in place
        document.AddComponent<IOpenApiSchema>("Event", schema);
        content[StartInspection.Lines] = new OpenApiMediaType { Schema = new OpenApiSchemaReference("Event", document) };
    }

    // Which problems an address can have is a matter of its codes, not of its statuses.
    static void TellProblems(OpenApiDocument document, OpenApiOperation operation)
    {
        operation.Responses ??= [];
        operation.Responses.Remove("400");
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "A problem; its code has an entry in docs/errors.md.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new OpenApiMediaType { Schema = new OpenApiSchemaReference("Problem", document) },
            },
        };
    }

    public static void MapApiDescription(this IEndpointRouteBuilder app) => app.MapOpenApi("/openapi/{documentName}.json");

    // A slice's own Request is startInspectionRequest and so on; shapes lose their suffix.
    static string NameOf(Type declared)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        var name = type.DeclaringType is { } slice ? slice.Name + type.Name : type.Name;
        return name.EndsWith("Json", StringComparison.Ordinal) ? name[..^4] : name;
    }
}
