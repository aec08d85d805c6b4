using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Identity;
using QRCoder;
using Samverk.Kernel;
using Samverk.Store;
using Samverk.Ui;

namespace Samverk.Identity;

/// <summary>The key for an authenticator app, while it is being set up; never afterwards.</summary>
internal sealed class MyAuthenticator(Accounts accounts) : IUseCase<MyAuthenticator.Query, MyAuthenticator.Answer>
{
    public static Access Access => Everybody.Oneself;

    public static Task<Relation> Relate(Query query, Tx tx, Actor actor) => Task.FromResult(Relation.Own);

    public async Task<Outcome<Answer>> Run(Query query, Tx tx, Actor actor)
    {
        var manager = accounts.In(tx);
        if (await manager.FindByIdAsync(actor.Person.ToString()) is not { TwoFactorEnabled: false } account) return Refusal.Unknown;
        if (await manager.GetAuthenticatorKeyAsync(account) is not { } key) return Refusal.Unknown;
        return new Answer(string.Join(' ', key.Chunk(4).Select(part => new string(part))), Picture(Address(await tx.CooperativeName(), account.Email!, key)));
    }

    /// <summary>The form that authenticator apps read (Key Uri Format).</summary>
    private static string Address(string cooperative, string email, string key)
    {
        var (issuer, name) = (UrlEncoder.Default.Encode(cooperative), UrlEncoder.Default.Encode(email));
        return $"otpauth://totp/{issuer}:{name}?secret={key}&issuer={issuer}&digits=6";
    }

    private static string Picture(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        using var drawing = new SvgQRCode(code);
        return drawing.GetGraphic(5);
    }

    internal sealed record Query : IQuery<Query, MyAuthenticator, Answer>;

    /// <param name="Key">In groups of four, for typing.</param>
    /// <param name="Picture">A QR code as SVG.</param>
    internal sealed record Answer(string Key, string Picture);
}
