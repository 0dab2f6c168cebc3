namespace Limen.Documents.Tests;

public sealed class SilentServiceTests : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    readonly ManualResetEventSlim answering = new();

    [Fact]
    public void A_card_service_that_never_answers_is_none()
    {
        Assert.Equal(ChipError.NoCardService, CardReaders.TryOpen(new Service(answering, answersAtFirst: false), Patience, out var readers));
        Assert.Null(readers);
    }

    [Fact]
    public async Task A_card_service_that_stops_answering_has_no_readers_and_holds_nobody_up()
    {
        Assert.Equal(ChipError.None, CardReaders.TryOpen(new Service(answering, answersAtFirst: true), Patience, out var readers));
        Assert.Empty(readers!.List());
        var (card, error) = await readers.ConnectAsync(null, Patience, TestContext.Current.CancellationToken);
        Assert.Equal((null, ChipError.NoReader), (card, error));
        readers.Dispose();
    }

    public void Dispose() => answering.Set();

    /// <summary>A library whose calls do not return before they are told to.</summary>
    sealed class Service(ManualResetEventSlim answering, bool answersAtFirst) : IPcscLibrary
    {
        public ReaderStateLayout Layout => new(4, 64);

        public int EstablishContext(out nint context)
        {
            context = 1;
            return answersAtFirst ? Pcsc.Success : Wait();
        }

        public int ReleaseContext(nint context) => Wait();
        public int ListReaders(nint context, byte[]? names, ref int length) => Wait();
        public int GetStatusChange(nint context, int milliseconds, nint states, int count) => Wait();
        public int Disconnect(nint card, int disposition) => Wait();
        public int Transmit(nint card, int protocol, byte[] command, int length, byte[] reply, ref int replyLength) => Wait();

        public int Connect(nint context, string reader, int shareMode, out nint card, out int protocol)
        {
            (card, protocol) = (0, 0);
            return Wait();
        }

        public int Reconnect(nint card, int shareMode, int initialization, out int protocol)
        {
            protocol = 0;
            return Wait();
        }

        int Wait()
        {
            answering.Wait();
            return Pcsc.NoService;
        }
    }
}
