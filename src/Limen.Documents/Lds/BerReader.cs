namespace Limen.Documents;

/// <summary>Reads a sequence of BER elements in a straight line; a failure sticks and is asked for once, at the end.</summary>
ref struct BerReader(ReadOnlyMemory<byte> data)
{
    ReadOnlyMemory<byte> rest = data;

    /// <summary>True once an element was missing, other than expected or broken.</summary>
    public bool Failed { get; private set; }

    public readonly bool AtEnd => Failed || rest.Length == 0;

    /// <summary>The reader over what the element with the tag contains.</summary>
    public BerReader Enter(int tag)
    {
        var inner = new BerReader(Read(tag).Value);
        if (Failed) inner.Failed = true;
        return inner;
    }

    /// <summary>The next element, which must have the tag.</summary>
    public BerElement Read(int tag)
    {
        if (TryRead(tag, out var element)) return element;
        Failed = true;
        return default;
    }

    /// <summary>The next element, whatever its tag.</summary>
    public BerElement Any()
    {
        if (!Failed && BerElement.TryRead(rest, out var element, out var after))
        {
            rest = after;
            return element;
        }
        Failed = true;
        return default;
    }

    /// <summary>The next element if it has the tag; otherwise nothing is consumed.</summary>
    public bool TryRead(int tag, out BerElement element)
    {
        if (!Failed && BerElement.TryRead(rest, out element, out var after) && element.Tag == tag)
        {
            rest = after;
            return true;
        }
        element = default;
        return false;
    }
}
