using System.Text.Json;
using Dapper;
using Samverk.Activities;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Expenses;

internal static class JourneySql
{
    public static async Task<Ground> GroundOf(this Tx tx, Activity activity) =>
        new(await tx.Facts(), (await tx.FindEntity(activity.Entity))!.Country, activity.Currency, tx.Today);

    /// <summary>A claim of a journey, reckoned by the facts of now.</summary>
    public static async Task<Outcome<Journey>> ReckonAgain(this Tx tx, Claim claim, Activity activity)
    {
        var ground = await tx.GroundOf(activity);
        return claim.Journey is { Drive: { } drive } ? JourneyRules.Reckon(drive, claim.Content.Date, ground) : JourneyRules.Reckon(claim.Journey!.Stay!, ground);
    }

    /// <summary>
    /// Nobody is in two places at once, and a way is driven once: another claim of the same person for the same kilometres, or for days that
    /// meet these. The person's claims wait for each other here.
    /// </summary>
    /// <returns>Null, or <c>journey-already-claimed</c> with the day of the other claim.</returns>
    public static async Task<Refusal?> RefuseSecond(this Tx tx, Claim claim)
    {
        if (claim.Journey is not { } journey) return null;
        await tx.Connection.ExecuteAsync("select pg_advisory_xact_lock(hashtextextended('journeys of ' || @member, 1632))", new { member = $"{claim.Member.Value}" });
        var others = await tx.SelectClaims(
            $"id <> @Id and {ClaimSql.Used} and member = @member and kind = @kind", new { claim.Id, member = claim.Member.Value, kind = claim.Kind.ToString() });
        var same = others.FirstOrDefault(other => Meets(journey, claim, other));
        return same is null ? null : new Refusal("journey-already-claimed", ("date", same.Content.Date)) { Field = claim.Kind is CostKind.Mileage ? "date" : "left" };
    }

    public static string? Write(Journey? journey) => journey is null ? null : JsonSerializer.Serialize(journey, StoreJson.Options);

    public static Journey? Read(string? json) => json is null ? null : JsonSerializer.Deserialize<Journey>(json, StoreJson.Options);

    private static bool Meets(Journey journey, Claim claim, Claim other) => (journey, other.Journey) switch
    {
        ({ Drive: { } drive }, { Drive: { } driven }) => claim.Content.Date == other.Content.Date && ClaimRules.KeyOf(drive.From + drive.To) == ClaimRules.KeyOf(driven.From + driven.To),
        ({ Stay: { } stay }, { Stay: { } stayed }) => stay.Left < stayed.Back && stayed.Left < stay.Back,
        _ => false,
    };
}
