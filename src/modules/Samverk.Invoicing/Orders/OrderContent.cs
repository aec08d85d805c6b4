using NodaTime;
using Samverk.Countries;
using Samverk.Kernel;
using Samverk.Store;

namespace Samverk.Invoicing;

/// <summary>What an order says, as its author typed it. A draft may lack anything; <see cref="OrderChecks"/> says what is missing.</summary>
internal sealed record OrderContent
{
    public OrderMode Mode { get; init; }

    /// <summary>A running activity of the author; null for one job, which opens its own.</summary>
    public Guid? Activity { get; init; }

    /// <summary>For one job: whose books; null where the cooperative has only one.</summary>
    public Guid? Entity { get; init; }

    public Guid? Client { get; init; }

    public string Title { get; init; } = "";

    public string Description { get; init; } = "";

    /// <summary>Without VAT.</summary>
    public Money? Net { get; init; }

    /// <summary>Entity's currency per unit of a foreign one, of the order day.</summary>
    public decimal? PlanningRate { get; init; }

    public LocalDate? From { get; init; }

    public LocalDate? To { get; init; }

    public string Place { get; init; } = "";

    /// <summary>Where the work is done: two letters.</summary>
    public string PlaceCountry { get; init; } = "";

    public SupplyKind Supply { get; init; }

    /// <summary>Why a VAT treatment other than the standard one applies; null = standard.</summary>
    public string? VatReason { get; init; }

    /// <summary>Days from invoice to payment.</summary>
    public int TermDays { get; init; } = OrderChecks.OrdinaryTerm;

    /// <summary>The last day on which the client may confirm.</summary>
    public LocalDate? ValidUntil { get; init; }

    public MonthlyRepeat? Repeat { get; init; }

    /// <summary>When which part is invoiced; empty = all at the end.</summary>
    public IReadOnlyList<Instalment> Instalments { get; init; } = [];

    public LegalAnswers Answers { get; init; } = new();

    public IReadOnlyList<OrderFile> Files { get; init; } = [];

    /// <summary>A contract of the member's own, instead of the client's confirmation by link.</summary>
    public OrderFile? OwnContract { get; init; }

    /// <summary>The author has read that an own contract may leave the order without guarantee.</summary>
    public bool KnowsWithoutGuarantee { get; init; }

    /// <summary>Who confirms at the client.</summary>
    public IReadOnlyList<Signer> Signers { get; init; } = [];

    public SignerRule Rule { get; init; }
}

internal enum OrderMode { Running, Assignment }

/// <summary>Every month on a day (the last one where the month is shorter), up to a last day.</summary>
internal sealed record MonthlyRepeat(int Day, LocalDate Until)
{
    public LocalDate In(YearMonth month) => month.OnDayOfMonth(Math.Min(Day, CalendarSystem.Iso.GetDaysInMonth(month.Year, month.Month)));

    /// <summary>Whether a further order begins on this day; the first one began on <paramref name="first"/>.</summary>
    public bool Begins(LocalDate date, LocalDate first) => date > first && date <= Until && In(date.ToYearMonth()) == date;
}

/// <param name="Weight">Its part of the whole, in proportion to the others.</param>
internal sealed record Instalment(LocalDate Date, decimal Weight);

/// <summary>What the law asks about the work; null = not answered.</summary>
internal sealed record LegalAnswers
{
    /// <summary>What kind of work it is, in a word: "photography".</summary>
    public string Trade { get; init; } = "";

    public bool? ClientSetsPlace { get; init; }

    public bool? ClientSetsHours { get; init; }

    public bool? ClientLeadsWork { get; init; }
}

internal sealed record OrderFile(string Name, FileHash Hash)
{
    /// <summary>The name of an uploaded file without the folders of the machine it came from; null where it is no name for a file.</summary>
    public static string? NameOf(string typed)
    {
        var name = Path.GetFileName(typed.Replace('\\', '/')).Trim(' ', '.');
        return name.Length is > 0 and <= 120 && !name.Any(sign => char.IsControl(sign) || char.GetUnicodeCategory(sign) is System.Globalization.UnicodeCategory.Format) && !name.AsSpan().ContainsAny(":*?\"<>|") ? name : null;
    }
}

internal sealed record Signer(string Name, string Email);

/// <summary>All of them one after the other, or whoever comes first.</summary>
internal enum SignerRule { InOrder, AnyOf }
