namespace Limen.Documents;

/// <summary>Selects and reads the chip's files; a read that an error broke off comes back with that error.</summary>
sealed class Files(CardChannel channel)
{
    /// <summary>Read sizes from the largest down: where a chip refuses one with 6700 or 6B00, the next is tried.</summary>
    static readonly int[] Sizes = [8192, 4000, 2000, 1000, 256, 224, 160, 112];

    const int HeaderLength = 4;
    const ushort AuthoritiesFile = 0x011C;
    const byte IndefiniteLength = 0x80;
    const int LargestFile = 1 << 20;
    const int LargestPlainOffset = 0x7FFF;

    static readonly byte[] Application = [0xA0, 0x00, 0x00, 0x02, 0x47, 0x10, 0x01];
    static readonly byte[] MasterFile = [0x3F, 0x00];

    int size;

    /// <summary>The octets a read may ask for at once, 0 for as many as reader and chip allow.</summary>
    public int LargestRead { get; set; }

    /// <summary>SELECT of an elementary file by its identifier, without Le (Doc 9303-10 §3.6.2).</summary>
    public static Apdu Select(LdsFile file) => new(0, 0xA4, 0x02, 0x0C, (byte[])[(byte)(file.FileId() >> 8), (byte)file.FileId()]);

    /// <summary>Selects the eMRTD application.</summary>
    public async ValueTask<ChipFailure?> SelectApplicationAsync(CancellationToken cancel)
    {
        var answer = await channel.SendAsync(new(0, 0xA4, 0x04, 0x0C, Application), cancel);
        return answer.Ok ? null : answer.Failure(answer.StatusWord is 0x6982 or 0x6985 ? ChipError.NotAllowed : ChipError.NoApplication);
    }

    /// <summary>Selects the master file; chips that refuse are in it already after a reset.</summary>
    public async ValueTask<ChipError> SelectMasterFileAsync(CancellationToken cancel) =>
        (await channel.SendAsync(new(0, 0xA4, 0x00, 0x0C, MasterFile), cancel)).Error;

    /// <summary>Reads one file of the application or master file that is selected.</summary>
    public async ValueTask<FileReading> ReadAsync(LdsFile file, CancellationToken cancel)
    {
        var selected = await channel.SendAsync(Select(file), cancel);
        if (!selected.Ok) return new(default, selected.Failure(Reason(selected.StatusWord)));
        var head = await channel.SendAsync(new(0, 0xB0, 0, 0, default, HeaderLength), cancel);
        if (!head.HasPayload) return new(default, head.Failure(Reason(head.StatusWord)));
        if (head.Payload.Length > 1 && head.Payload.Span[1] == IndefiniteLength) return await ReadToEndAsync(head.Payload, cancel);
        if (head.Payload.Length == HeaderLength && head.Payload.Span[1] == 0x83)
        {
            var fifth = await channel.SendAsync(new(0, 0xB0, 0, HeaderLength, default, 1), cancel);
            if (!fifth.HasPayload) return new(default, fifth.Failure(Reason(fifth.StatusWord)));
            head = head with { Payload = (byte[])[.. head.Payload.Span, .. fifth.Payload.Span[..1]] };
        }
        return Length(head.Payload.Span) is { } length and <= LargestFile
            ? await ReadRestAsync(head.Payload, length, cancel)
            : new(default, new(ChipError.Malformed));
    }

    /// <summary>Reads EF.ATR/INFO, a list of objects without a frame.</summary>
    public async ValueTask<FileReading> ReadAtrAsync(CancellationToken cancel)
    {
        var selected = await channel.SendAsync(Select(LdsFile.Atr), cancel);
        if (!selected.Ok) return new(default, selected.Failure(Reason(selected.StatusWord)));
        var answer = await channel.SendAsync(new(0, 0xB0, 0, 0, default, Apdu.ShortReply), cancel);
        return answer.HasPayload ? new(answer.Payload) : new(default, answer.Failure(Reason(answer.StatusWord)));
    }

    /// <summary>Reads EF.CVCA of the application, under the identifier that EF.DG14 tells where it is not the usual one; empty when the chip has none.</summary>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAuthoritiesAsync(ushort? told, CancellationToken cancel)
    {
        const int length = 36;
        var id = told ?? AuthoritiesFile;
        var selected = await channel.SendAsync(new(0, 0xA4, 0x02, 0x0C, (byte[])[(byte)(id >> 8), (byte)id]), cancel);
        if (!selected.Ok) return default;
        var answer = await channel.SendAsync(new(0, 0xB0, 0, 0, default, length), cancel);
        return answer.HasPayload ? answer.Payload : default;
    }

    // A frame of indefinite length does not tell how long the file is: read on until the chip has no more.
    async ValueTask<FileReading> ReadToEndAsync(ReadOnlyMemory<byte> head, CancellationToken cancel)
    {
        var whole = new List<byte>(head.ToArray());
        while (whole.Count < LargestPlainOffset)
        {
            var wanted = NextSize();
            var answer = await ReadAtAsync(whole.Count, wanted, cancel);
            if (answer.Error != ChipError.None) return new(default, answer.Failure());
            if (answer.StatusWord is 0x6700 && Shrink(wanted)) continue;
            whole.AddRange(answer.Payload.Span);
            if (answer.Payload.Length < wanted) break;
        }
        return BerElement.TryRead(whole.ToArray(), out var element, out _) ? new(element.Raw) : new(default, new(ChipError.Malformed));
    }

    async ValueTask<FileReading> ReadRestAsync(ReadOnlyMemory<byte> head, int length, CancellationToken cancel)
    {
        var whole = new byte[length];
        var offset = Math.Min(head.Length, length);
        head.Span[..offset].CopyTo(whole);
        while (offset < length)
        {
            var step = NextSize();
            if (step == 0) return new(default, new(ChipError.Refused, 0x6700));
            var answer = await ReadAtAsync(offset, Math.Min(step, length - offset), cancel);
            if (answer.Error == ChipError.None && answer.StatusWord is 0x6700 or 0x6B00 && Shrink(step)) continue;
            if (!answer.HasPayload) return new(default, answer.Failure(Reason(answer.StatusWord)));
            var part = answer.Payload.Span[..Math.Min(answer.Payload.Length, length - offset)];
            part.CopyTo(whole.AsSpan(offset));
            offset += part.Length;
        }
        return new(whole);
    }

    /// <summary>After the reader or chip broke down under a read: the next smaller size from now on.</summary>
    /// <returns>False when there is none.</returns>
    public bool Shrink(int step = 0)
    {
        if (step == 0) step = NextSize();
        size = Sizes.FirstOrDefault(smaller => channel.MostReadable(smaller) < step);
        if (size is > 0 and <= Apdu.ShortReply) channel.Extended = false;
        if (size == 0) size = Sizes[^1];
        return NextSize() < step;
    }

    int NextSize()
    {
        var largest = size != 0 ? size : channel.Extended ? Sizes[0] : Apdu.ShortReply;
        return channel.MostReadable(LargestRead > 0 ? Math.Min(largest, LargestRead) : largest);
    }

    // Beyond 32,767 the offset does not fit into P1 and P2: the odd instruction carries it as a field (ISO/IEC 7816-4 §7.2.3).
    async ValueTask<Response> ReadAtAsync(int offset, int count, CancellationToken cancel)
    {
        if (offset <= LargestPlainOffset)
            return await channel.SendAsync(new(0, 0xB0, (byte)(offset >> 8), (byte)offset, default, count), cancel);
        byte[] place = offset > 0xFFFF ? [0x54, 3, (byte)(offset >> 16), (byte)(offset >> 8), (byte)offset] : [0x54, 2, (byte)(offset >> 8), (byte)offset];
        const int wrapping = 4;
        var wanted = channel.MostReadable(count + wrapping);
        var answer = await channel.SendAsync(new(0, 0xB1, 0, 0, place, wanted), cancel);
        if (!answer.HasPayload) return answer;
        return BerElement.TryRead(answer.Payload, out var part, out _) && part.Tag == 0x53
            ? answer with { Payload = part.Value }
            : Response.Lost(ChipError.Garbled);
    }

    static ChipError Reason(int statusWord) => statusWord switch
    {
        0x6A82 or 0x6A83 or 0x6A88 => ChipError.FileNotFound,
        0x6982 or 0x6985 => ChipError.NotAllowed,
        _ => ChipError.Refused,
    };

    // Octets of the whole file from its first ones: tag and length of the outermost element.
    static int? Length(ReadOnlySpan<byte> head)
    {
        if (head.Length < 2 || (head[0] & 0x1F) == 0x1F) return null;
        return head[1] switch
        {
            < 0x80 => 2 + head[1],
            0x81 when head.Length > 2 => 3 + head[2],
            0x82 when head.Length > 3 => 4 + (head[2] << 8 | head[3]),
            0x83 when head.Length > 4 => 5 + (head[2] << 16 | head[3] << 8 | head[4]),
            _ => null,
        };
    }
}

/// <summary>A file as read: its octets, or why not.</summary>
sealed record FileReading(ReadOnlyMemory<byte> Octets, ChipFailure? Failure = null);
