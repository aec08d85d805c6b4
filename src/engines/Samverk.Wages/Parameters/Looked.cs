using System.Numerics;
using System.Runtime.CompilerServices;

namespace Samverk.Wages;

/// <summary>Which parameters of a pack a calculation looked up: one bit each.</summary>
[InlineArray(Words)]
internal struct Looked
{
    public const int Most = Words * 64;

    private const int Words = 4;

    private ulong first;

    public void Add(int index) => this[index >> 6] |= 1UL << (index & 63);

    public readonly bool Has(int index) => (this[index >> 6] >> (index & 63) & 1) is 1;

    /// <summary>In the order of the pack's parameters.</summary>
    public readonly IEnumerable<int> All()
    {
        for (var word = 0; word < Words; word++)
            for (var rest = this[word]; rest is not 0; rest &= rest - 1)
                yield return (word << 6) + BitOperations.TrailingZeroCount(rest);
    }
}
