using NodaTime;
using Samverk.Kernel;

namespace Samverk.Ui;

/// <summary>From this day on the amount is this, until the next point.</summary>
public sealed record StepPoint(LocalDate From, Money Amount);

/// <summary>The day that matters most on a curve, in words: "covered until 14 May".</summary>
public sealed record CriticalPoint(LocalDate Date, string Words);
