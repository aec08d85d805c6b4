using Microsoft.Extensions.Localization;
using NodaTime;
using Samverk.EInvoice;
using Samverk.Invoicing;
using Samverk.Kernel;
using Samverk.Ledger;
using Samverk.Members;
using Samverk.Ui;

namespace Samverk.Employment;

/// <summary>A certificate as a page of paper, in the language it was asked for in. It says what is on record and nothing else.</summary>
internal static class ProofPaper
{
    private static readonly IStringLocalizer Text = new Texts().Of(typeof(ProofPaper).Assembly);

    public static byte[] Print(ProofSubject subject, OnRecord record) => Letter.In(subject.Language, () => PaperPdf.Write(Of(subject, record)));

    /// <summary>In the language of the page that is being written.</summary>
    internal static Paper Of(ProofSubject subject, OnRecord record) => new(Title(subject.Kind, Text), subject.Sender[0], Language.Current.Code, subject.At)
    {
        To = [subject.Person.Name],
        Facts =
        [
            (Text["Number"], subject.Number), (Text["Issued on"], subject.Today.Shown()), (Text["Period"], $"{subject.From.Shown()} – {subject.To.Shown()}"),
            .. subject.Person.BornOn is { } born ? [(Text["Born"], born.Shown())] : ((string, string)[])[],
            (Text["Employer"], subject.Entity.Name),
        ],
        Tables = subject.Kind switch
        {
            ProofKind.Income => [Income(record)], ProofKind.Hours => [Hours(record)],
            _ => [Employment(record)],
        },
        Sum = subject.Kind switch
        {
            ProofKind.Income => (Text["Gross pay in the period"], Money.Sum(record.Payslips.Select(slip => slip.Gross), record.Payslips[0].Gross.Currency).Shown()),
            _ => (Text["Hours in the period"], Words.Hours(record.Work.Sum(work => work.Minutes))),
        },
        Notes =
        [
            subject.Kind is ProofKind.Income ? Text["Every pay that was paid out in the period by closed payslips stands here, and nothing that is only planned."]
                : Text["Announced and approved work of the period that is over stands here, without days of absence, and nothing that is only planned."],
            Text["This certificate was written by the cooperative's program from its records and carries no signature."],
            Text["Check it at {0} with the code {1}: the page says whether it was issued, and, if you give it the file, whether the file is unchanged.", subject.CheckAt, subject.Code],
        ],
        Foot = subject.Sender,
        Pages = Text["Page {0} of {1}", "{0}", "{1}"],
    };

    public static string Title(ProofKind kind, IStringLocalizer text) => kind switch
    {
        ProofKind.Income => text["Certificate of income"], ProofKind.Hours => text["Certificate of hours"], _ => text["Certificate of employment"],
    };

    private static PaperTable Employment(OnRecord record) => new(
        [Text["Work"], Text["First day"], Text["Last day"], Text["Hours"]],
        [.. record.Work.Select(work => new PaperRow(work.Work.Role, [Kind(work), .. Signed(work)], work.Days[0].Day.Shown(), work.Days[^1].Day.Shown(), Words.Hours(work.Minutes)))]);

    private static PaperTable Hours(OnRecord record) => new(
        [Text["Work"], Text["Hours"]],
        [.. record.Work.Select(work => new PaperRow(
            work.Work.Role, [Kind(work), .. work.Days.Select(day => $"{day.Day.Shown()} {day.Starts.ToString("HH:mm", null)}–{day.To.TimeOfDay.ToString("HH:mm", null)}")], Words.Hours(work.Minutes)))]);

    private static PaperTable Income(OnRecord record) => new(
        [Text["Pay day"], Text["Gross pay"], Text["Kept from the pay"], Text["Paid out"]],
        [.. record.Payslips.Select(slip => new PaperRow(slip.PayDay.Shown(), [], slip.Gross.Shown(), (slip.Employee + slip.Tax).Shown(), slip.Net.Shown()))]);

    private static string Kind(WorkOnRecord work) => $"{Words.Contract(work.Work.Contract, Text)}, {work.Work.Place}, {(work.Work.State is WorkState.Paid ? Text["paid"] : Text["approved"]).Value}";

    private static IEnumerable<string> Signed(WorkOnRecord work) => work.Contract is { } contract
        ? [Text["contract signed by both sides, fingerprint {0}", contract.Hash.Value[..16]]]
        : [];
}

/// <param name="Sender">The company: name, address, number.</param>
/// <param name="CheckAt">Where anybody checks it.</param>
internal sealed record ProofSubject(
    LegalEntity Entity, PersonFacts Person, ProofKind Kind, LocalDate From, LocalDate To, string Number, ProofCode Code, string Language, IReadOnlyList<string> Sender, Uri CheckAt, LocalDate Today, Instant At);
