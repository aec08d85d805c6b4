using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using NodaTime;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Employment;

/// <summary>
/// The key in an engaged person's link: 32 random bytes, of which the database has the hash. It is written into no audit line: there the hash
/// stands for it, so that nobody who reads the database can act as somebody.
/// </summary>
[JsonConverter(typeof(TokenJson))]
internal readonly record struct EngagementToken(string Value)
{
    public static EngagementToken New() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));

    /// <summary>43 letters of base64url: everything else is no link of ours and needs no look into the database.</summary>
    public bool IsWhole => Value is { Length: 43 } && Value.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');

    public byte[] Hash => SHA256.HashData(Encoding.ASCII.GetBytes(Value ?? ""));

    /// <summary>Names the link in evidence and opens nothing.</summary>
    public string Key => Convert.ToHexStringLower(Hash)[..16];

    public override string ToString() => "…";

    private sealed class TokenJson : JsonConverter<EngagementToken>
    {
        public override EngagementToken Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, EngagementToken token, JsonSerializerOptions options) => writer.WriteStringValue(Convert.ToHexStringLower(token.Hash));
    }
}

internal static class EngagementLink
{
    /// <summary>How long a link shows its papers after the last day of work: the person has nothing else to find them by.</summary>
    private static readonly NodaTime.Period Papers = NodaTime.Period.FromYears(1);

    /// <summary>One more link to the same engagement; earlier ones go on working, because the person may hold any of them.</summary>
    public static Task Add(this Tx tx, Id<Engagement> engagement, EngagementToken token) => tx.Connection.ExecuteAsync(
        "insert into employment.engagement_link (hash, engagement, made_at) values (@Hash, @id, @Now)", new { token.Hash, id = engagement.Value, tx.Now });

    /// <summary>What a link opens today. It ends with the invitation, and a year after the work unless the person was paid too much and owes it still.</summary>
    /// <returns>Null where there is no such link or it is over.</returns>
    public static async Task<Engagement?> Open(this Tx tx, EngagementToken token)
    {
        if (!token.IsWhole) return null;
        var id = await tx.Connection.QuerySingleOrDefaultAsync<Guid?>("select engagement from employment.engagement_link where hash = @Hash", new { token.Hash });
        if (id is null || await tx.FindEngagement(new(id.Value)) is not { } one) return null;
        // Nobody's word can be asked for by a link that is over: as long as a claim is open it opens.
        return tx.Today <= one.Days.Max(day => day.Day).Plus(Papers) || (await tx.ClaimsOf(one)).Any(claim => claim.Open.IsPositive) ? one : null;
    }

    /// <summary>Why nothing can be done by the link any more, though it still says so.</summary>
    public static Refusal? RefuseOver(this Engagement one, LocalDate today) =>
        one.State is EngagementState.Withdrawn ? new Refusal("engagement-withdrawn")
        : one.State is EngagementState.Expired || (one.State is EngagementState.Invited && today > one.ValidUntil) ? new Refusal("engagement-expired", ("date", one.ValidUntil))
        : null;

    public static async Task<Relation> RelationTo(this Tx tx, EngagementToken token) => await tx.Open(token) is null ? Relation.None : Relation.Link;
}
