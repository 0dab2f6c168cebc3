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
            return Task.CompletedTask;
        });
    });

    public static void MapApiDescription(this IEndpointRouteBuilder app) => app.MapOpenApi("/openapi/{documentName}.json");

    // A slice's own Request is startInspectionRequest and so on; shapes lose their suffix.
    static string NameOf(Type type)
    {
        var name = type.DeclaringType is { } slice ? slice.Name + type.Name : type.Name;
        return name.EndsWith("Json", StringComparison.Ordinal) ? name[..^4] : name;
    }
}
