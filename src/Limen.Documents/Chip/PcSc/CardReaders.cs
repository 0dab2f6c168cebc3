using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Limen.Documents;

/// <summary>A reader as PC/SC sees it.</summary>
/// <param name="Name">The name by which it is connected.</param>
/// <param name="HasCard">A card lies on it.</param>
/// <param name="Atr">The answer to reset of that card; empty without one.</param>
public sealed record CardReader(string Name, bool HasCard, ReadOnlyMemory<byte> Atr)
{
    /// <inheritdoc/>
    public bool Equals(CardReader? other) => other is not null && Name == other.Name && HasCard == other.HasCard && Atr.Span.SequenceEqual(other.Atr.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, HasCard, Atr.Length);
}

/// <summary>The readers of this computer, through the system's own PC/SC library: listed, watched, connected to.</summary>
public sealed class CardReaders : IDisposable
{
    static readonly TimeSpan WatchStep = TimeSpan.FromMilliseconds(100);

    /// <summary>How long the card service may take to say what it knows at once.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    readonly IPcscLibrary library;
    readonly nint context;
    readonly TimeSpan patience;
    bool isSilent;

    CardReaders(IPcscLibrary library, nint context, TimeSpan patience) => (this.library, this.context, this.patience) = (library, context, patience);

    /// <summary>Reaches the card service.</summary>
    /// <param name="readers">The readers, when it is there.</param>
    /// <returns><see cref="ChipError.None"/>, or <see cref="ChipError.NoCardService"/> where there is none or it does not answer.</returns>
    public static ChipError TryOpen(out CardReaders? readers) => TryOpen(Pcsc.System, Patience, out readers);

    internal static ChipError TryOpen(IPcscLibrary library, TimeSpan patience, out CardReaders? readers)
    {
        var opening = Beside(() => (Code: library.EstablishContext(out var context), Context: context));
        var opened = opening.Wait(patience) && opening.Result.Code == Pcsc.Success;
        readers = opened ? new(library, opening.Result.Context, patience) : null;
        return opened ? ChipError.None : ChipError.NoCardService;
    }

    /// <summary>The readers as they are now, by name; none once the card service has stopped answering.</summary>
    public IReadOnlyList<CardReader> List()
    {
        if (isSilent) return [];
        var listing = Beside(() => States(Names()));
        isSilent = !listing.Wait(patience);
        return isSilent ? [] : listing.Result;
    }

    /// <summary>Every reader as it is now, then each one again whose card came or went, and those that were plugged in; ends when cancelled.</summary>
    public async IAsyncEnumerable<CardReader> WatchAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        IReadOnlyList<CardReader> known = [];
        while (!cancel.IsCancellationRequested)
        {
            var now = List();
            foreach (var reader in now.Except(known)) yield return reader;
            foreach (var gone in known.Where(reader => reader.HasCard && now.All(other => other.Name != reader.Name)))
                yield return gone with { HasCard = false, Atr = default };
            known = now;
            try { await Task.Delay(WatchStep, cancel); }
            catch (OperationCanceledException) { yield break; }
        }
    }

    /// <summary>Connects to the card on a reader.</summary>
    /// <param name="name">The reader's name or a part of it; null for the first that has a card.</param>
    /// <param name="deadline">How long reader and card may take.</param>
    /// <param name="cancel">Gives up earlier.</param>
    /// <returns>The card, or why there is none.</returns>
    public async Task<(ICardTransport? Card, ChipError Error)> ConnectAsync(string? name, TimeSpan deadline, CancellationToken cancel) =>
        Find(name, out var reader) is var error and not ChipError.None ? (null, error) : await PcscCard.ConnectAsync(library, reader!, deadline, cancel);

    /// <summary>
    /// Connects for a process that reads one chip and ends: this, and every exchange with the card, is waited for on the spot. Such a process has
    /// nothing else to do meanwhile, and to go on later is what the runtime would have to compile for each step on the way. The deadlines stay.
    /// </summary>
    /// <param name="name">The reader's name or a part of it; null for the first that has a card.</param>
    /// <param name="deadline">How long reader and card may take.</param>
    /// <param name="card">The card, null when there is none.</param>
    /// <param name="cancel">Gives up earlier.</param>
    /// <returns><see cref="ChipError.None"/>, or why there is none.</returns>
    public ChipError Connect(string? name, TimeSpan deadline, out ICardTransport? card, CancellationToken cancel)
    {
        card = null;
        if (Find(name, out var reader) is var error and not ChipError.None) return error;
        return PcscCard.Connect(library, reader!, deadline, out card, cancel);
    }

    ChipError Find(string? name, out CardReader? found)
    {
        var wanted = List().Where(reader => name is null || reader.Name.Contains(name, StringComparison.OrdinalIgnoreCase)).ToList();
        found = wanted.Find(reader => reader.HasCard);
        return wanted.Count == 0 ? ChipError.NoReader : found is null ? ChipError.NoCard : ChipError.None;
    }

    /// <inheritdoc/>
    public void Dispose() => Beside(() => library.ReleaseContext(context)).Wait(isSilent ? TimeSpan.Zero : patience);

    // On a thread of its own: where all of the pool are busy, a call that answers at once would wait for one of them.
    static Task<T> Beside<T>(Func<T> call) => Task.Factory.StartNew(call, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    List<string> Names()
    {
        var length = 0;
        if (library.ListReaders(context, null, ref length) != Pcsc.Success || length <= 0) return [];
        var buffer = new byte[length];
        if (library.ListReaders(context, buffer, ref length) != Pcsc.Success) return [];
        return [.. Encoding.UTF8.GetString(buffer, 0, length).Split('\0', StringSplitOptions.RemoveEmptyEntries)];
    }

    List<CardReader> States(List<string> names)
    {
        if (names.Count == 0) return [];
        var layout = library.Layout;
        var block = Marshal.AllocHGlobal(layout.Size * names.Count);
        try
        {
            for (var i = 0; i < names.Count; i++) Prepare(block + i * layout.Size, names[i]);
            library.GetStatusChange(context, 0, block, names.Count);
            return [.. names.Select((name, i) => StateOf(name, block + i * layout.Size))];
        }
        finally
        {
            for (var i = 0; i < names.Count; i++) Marshal.FreeHGlobal(Marshal.ReadIntPtr(block + i * layout.Size));
            Marshal.FreeHGlobal(block);
        }
    }

    void Prepare(nint state, string name)
    {
        for (var i = 0; i < library.Layout.Size; i++) Marshal.WriteByte(state, i, 0);
        var octets = Encoding.UTF8.GetBytes(name + '\0');
        var text = Marshal.AllocHGlobal(octets.Length);
        Marshal.Copy(octets, 0, text, octets.Length);
        Marshal.WriteIntPtr(state, text);
    }

    CardReader StateOf(string name, nint state)
    {
        const int mostAtr = 33;
        var layout = library.Layout;
        var hasCard = (layout.Read(state, layout.Found) & Pcsc.StatePresent) != 0;
        var atr = new byte[hasCard ? Math.Clamp(layout.Read(state, layout.AtrLength), 0, mostAtr) : 0];
        Marshal.Copy(state + layout.Atr, atr, 0, atr.Length);
        return new(name, hasCard, atr);
    }
}
