namespace Samverk.EInvoice;

/// <summary>BG-25.</summary>
public sealed record InvoiceLine
{
    /// <summary>BT-126.</summary>
    public string? Id { get; init; }

    /// <summary>BT-127.</summary>
    public string? Note { get; init; }

    /// <summary>BT-128.</summary>
    public Identifier? Object { get; init; }

    /// <summary>BT-129.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>BT-130, UN/ECE Recommendation 20: C62 piece, HUR hour, DAY, MON.</summary>
    public string? Unit { get; init; }

    /// <summary>BT-131.</summary>
    public decimal? Net { get; init; }

    /// <summary>BT-132.</summary>
    public string? OrderLine { get; init; }

    /// <summary>BT-133.</summary>
    public string? BuyerAccountingReference { get; init; }

    /// <summary>BG-26.</summary>
    public InvoicingPeriod? Period { get; init; }

    /// <summary>BG-27.</summary>
    public Items<LineAllowance> Allowances { get; init; } = [];

    /// <summary>BG-28.</summary>
    public Items<LineAllowance> Charges { get; init; } = [];

    /// <summary>BG-29.</summary>
    public Price Price { get; init; } = new(null);

    /// <summary>BT-151 and BT-152.</summary>
    public Vat Vat { get; init; } = new(null, null);

    /// <summary>BG-31.</summary>
    public Item Item { get; init; } = new(null);
}

/// <summary>BG-29, any number of decimals.</summary>
/// <param name="Net">BT-146, per <paramref name="BaseQuantity"/>.</param>
/// <param name="BaseQuantity">BT-149; absent = 1.</param>
/// <param name="BaseUnit">BT-150.</param>
/// <param name="Discount">BT-147.</param>
/// <param name="Gross">BT-148.</param>
public sealed record Price(decimal? Net, decimal? BaseQuantity = null, string? BaseUnit = null, decimal? Discount = null, decimal? Gross = null);

/// <summary>BG-31.</summary>
/// <param name="Name">BT-153.</param>
/// <param name="Description">BT-154.</param>
public sealed record Item(string? Name, string? Description = null)
{
    /// <summary>BT-155.</summary>
    public string? SellersId { get; init; }

    /// <summary>BT-156.</summary>
    public string? BuyersId { get; init; }

    /// <summary>BT-157.</summary>
    public Identifier? StandardId { get; init; }

    /// <summary>BT-158; the scheme is a code of UNTDID 7143.</summary>
    public Items<Identifier> Classes { get; init; } = [];

    /// <summary>BT-159, ISO 3166-1.</summary>
    public string? Origin { get; init; }

    /// <summary>BG-32.</summary>
    public Items<ItemAttribute> Attributes { get; init; } = [];
}

/// <summary>BG-32: BT-160 and BT-161.</summary>
public sealed record ItemAttribute(string? Name, string? Value);
