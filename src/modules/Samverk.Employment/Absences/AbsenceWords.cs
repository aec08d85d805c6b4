using Microsoft.Extensions.Localization;
using Samverk.Countries;
using Samverk.Ui;

namespace Samverk.Employment;

/// <summary>Absences in people's words.</summary>
internal static class AbsenceWords
{
    public static string Of(AbsenceKind kind, IStringLocalizer text) => kind switch
    {
        AbsenceKind.Sick => text["I am ill"], AbsenceKind.WorkAccident => text["Accident at work"], AbsenceKind.Holiday => text["Holiday"], AbsenceKind.Parental => text["Parental leave"],
        _ => text["Unpaid leave"],
    };

    public static string Of(AbsenceState state, IStringLocalizer text) => state switch
    {
        AbsenceState.Reported => text["reported"], AbsenceState.Certified => text["confirmed"], AbsenceState.PaidByActivity => text["paid by the activity"],
        AbsenceState.PaidByInsurer => text["paid by the insurer"], AbsenceState.RefundClaimed => text["refund asked for"], AbsenceState.Refunded => text["refunded"],
        AbsenceState.Refused => text["refused"], AbsenceState.Withdrawn => text["withdrawn"], _ => text["closed"],
    };

    public static Meaning MeaningOf(AbsenceState state) => state switch
    {
        AbsenceState.Reported or AbsenceState.RefundClaimed => Meaning.Soon, AbsenceState.Refused => Meaning.Late, AbsenceState.Withdrawn or AbsenceState.Closed => Meaning.Neutral, _ => Meaning.Good,
    };

    public static string Of(Payer payer, IStringLocalizer text) => payer switch
    {
        Payer.Activity => text["your activity pays"], Payer.Insurer => text["the insurer pays"], _ => text["the activity does not pay"],
    };

    public static string Step(string happened, IStringLocalizer text) => happened switch
    {
        "reported" => text["Reported"], "days-changed" => text["The last day was changed"], "certificate" => text["Certificate handed in"], "certified" => text["Confirmed by payroll"], "taken-back" => text["Payroll has taken its word back"],
        "activity-pays" => text["The activity pays"], "insurer-pays" => text["The insurer pays from here"], "refund-claimed" => text["Refund asked for"],
        "refunded" => text["Refund credited to the activity"], "over" => text["Over"], "closed" => text["Closed"], _ => Words.Step(happened, text),
    };
}
