using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Store;

namespace Samverk.Members;

/// <summary>What the books say about shares. Each entry is named from its share, so that it is posted once.</summary>
internal static class SharePostings
{
    public const string PaidKind = "share-paid", RedeemedKind = "share-redeemed";

    /// <summary>The money is on the bank account. The bank's line finds the entry in transit.</summary>
    public static Task<Outcome<Done>> PostPaid(this Tx tx, Share share) => tx.Post(new Entry(
        Id<Entry>.Named(share.Id.Value, PaidKind), share.Entity, tx.Today, share.Id.Value, PaidKind, "Share of a member",
        new Line(Account.Bank, share.Amount), new Line(Account.ShareCapital, -share.Amount) { Member = share.Person.Value }) { DocumentDate = share.PaidOn!.Value });

    /// <summary>The capital becomes a debt to who has left; what is lost of it stays in the reserves, which had borne the loss.</summary>
    public static Entry Redeemed(Share share, ShareValue value, string code, NodaTime.LocalDate today) => new(
        Id<Entry>.Named(share.Id.Value, RedeemedKind), share.Entity, today, share.Id.Value, RedeemedKind, "Share of somebody who has left",
        new Line(Account.ShareCapital, share.Amount) { Member = share.Person.Value },
        new Line(Account.Shares(code), -share.Payout!.Value) { Member = share.Person.Value },
        new Line(Account.Reserves, -share.WrittenDown!.Value)) { DocumentDate = value.AssemblyOn };
}
