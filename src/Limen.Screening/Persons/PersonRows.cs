using System.Text;

namespace Limen.Screening;

/// <summary>
/// The persons themselves, one row each, packed, in the order of their date of birth: who is born on a day, in a month or a year stands together.
/// Rows of persons without a date, or with several, come first.
/// </summary>
sealed class PersonRows
{
    readonly byte[] packed;
    readonly uint[] start;
    readonly int[] days;
    readonly int[] dayStart;
    readonly ushort[] states;
    readonly string[] stateTexts;

    public PersonRows(byte[] packed, uint[] start, int[] days, int[] dayStart, ushort[] states)
    {
        (this.packed, this.start, this.days, this.dayStart, this.states) = (packed, start, days, dayStart, states);
        stateTexts = [.. states.Select(States.Text)];
    }

    public int Count => start.Length - 1;
    public RowReader Row(int row) => new(packed.AsSpan((int)start[row], (int)(start[row + 1] - start[row])));

    /// <summary>The State that an index in a row means.</summary>
    public ushort State(int index) => states[index];

    /// <summary>Its code in letters.</summary>
    public string StateText(int index) => stateTexts[index];

    /// <summary>The first row that is born on or after a packed day.</summary>
    public int From(int day)
    {
        var at = Array.BinarySearch(days, day);
        return dayStart[at < 0 ? ~at : at];
    }

    public long Bytes => packed.LongLength + start.Length * 4L + days.Length * 8L + states.Length * 2L;

    public void WriteTo(SectionWriter to)
    {
        to.Write(packed); to.Write(start); to.Write(days); to.Write(dayStart); to.Write(states);
    }

    public static PersonRows ReadFrom(SectionReader from) => new(from.Read<byte>(), from.Read<uint>(), from.Read<int>(), from.Read<int>(), from.Read<ushort>());
}

/// <summary>Reads one packed row from its beginning to its end, each piece once and in this order.</summary>
ref struct RowReader(ReadOnlySpan<byte> packed)
{
    readonly ReadOnlySpan<byte> packed = packed;
    int at;

    /// <summary>A number written seven bits a byte.</summary>
    public int Number()
    {
        int b = packed[at++], value = b & 0x7f;
        for (var shift = 7; b >= 0x80; shift += 7)
        {
            b = packed[at++];
            value |= (b & 0x7f) << shift;
        }
        return value;
    }

    public string Text()
    {
        var length = Number();
        at += length;
        return Encoding.UTF8.GetString(packed.Slice(at - length, length));
    }

    public byte Byte() => packed[at++];

    public readonly bool AtEnd => at == packed.Length;
}

/// <summary>Packs rows; grows as needed.</summary>
sealed class RowWriter
{
    public byte[] Packed { get; private set; } = new byte[1 << 16];
    public int Length { get; private set; }

    public void Number(int value)
    {
        while (value >= 0x80)
        {
            Byte((byte)(value | 0x80));
            value = (int)((uint)value >> 7);
        }
        Byte((byte)value);
    }

    public void Text(string text)
    {
        Number(Encoding.UTF8.GetByteCount(text));
        while (Packed.Length - Length < text.Length * 3) Grow();
        Length += Encoding.UTF8.GetBytes(text, Packed.AsSpan(Length));
    }

    public void Byte(byte value)
    {
        if (Length == Packed.Length) Grow();
        Packed[Length++] = value;
    }

    void Grow()
    {
        var larger = GC.AllocateUninitializedArray<byte>(Packed.Length < 1 << 28 ? Packed.Length * 2 : (int)Math.Min(Array.MaxLength, Packed.Length * 1.4));
        Packed.AsSpan(0, Length).CopyTo(larger);
        Packed = larger;
    }
}

/// <summary>A date packed so that order is time: unknown parts are zero and come first within what is known.</summary>
static class PackedDay
{
    public static int Of(int year, int month, int day) => year << 9 | month << 5 | day;
    public static int Year(int day) => day >> 9;
    public static int Month(int day) => day >> 5 & 15;
    public static int Day(int day) => day & 31;
}
