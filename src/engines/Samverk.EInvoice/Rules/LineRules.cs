using static Samverk.EInvoice.Rule;

namespace Samverk.EInvoice;

/// <summary>BR-21 … BR-28 and what else a line needs.</summary>
internal static class LineRules
{
    public static readonly Rule[] All =
    [
        Line("BR-21", "A line has an id.", line => line.Id.Said()),
        Line("BR-22", "A line has a quantity.", line => line.Quantity is not null),
        Line("BR-23", "A line has a unit.", line => line.Unit.Said()),
        Line("BR-24", "A line has a net amount.", line => line.Net is not null),
        Line("BR-25", "A line names the item.", line => line.Item.Name.Said()),
        Line("BR-26", "A line has a net price.", line => line.Price.Net is not null),
        Line("BR-27", "A net price is not negative.", line => line.Price.Net is not < 0),
        Line("BR-28", "A gross price is not negative.", line => line.Price.Gross is not < 0),
        Line("BR-54", "An item attribute has a name and a value.", line => line.Item.Attributes.All(one => one.Name.Said() && one.Value.Said())),
        Line("BR-64", "The standard id of an item has a scheme.", line => line.Item.StandardId is not { } id || id.Scheme.Said()),
        Line("BR-65", "The class of an item has a scheme.", line => line.Item.Classes.All(one => one.Scheme.Said())),
        Line("BR-CO-04", "A line has a VAT category.", line => line.Vat.Category.Said()),
    ];
}
