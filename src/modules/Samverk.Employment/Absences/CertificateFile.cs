using Microsoft.AspNetCore.Http;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>A certificate as a form brings it.</summary>
internal static class CertificateFile
{
    public static async Task<Refusal?> Attach(Door door, Actor actor, Guid request, Id<Absence> absence, IFormFile file)
    {
        if (file.Length > AttachCertificate.Largest) return new Refusal("field-invalid", ("text", file.FileName)) { Field = "certificate" };
        await using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes);
        return (await door.Run(new AttachCertificate.Command(NamedGuid.Of(request, "certificate"), absence, file.ContentType.Split(';')[0], bytes.ToArray()), actor)).Refusal;
    }
}
