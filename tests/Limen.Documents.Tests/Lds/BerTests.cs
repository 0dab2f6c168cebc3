using System.Text;

namespace Limen.Documents.Tests;

public class BerTests
{
    [Fact] // X.690 §8.1.3.6
    public void Indefinite_lengths_are_followed_to_their_end()
    {
        var bytes = Convert.FromHexString("3080" + "2480" + "04024142" + "040143" + "0000" + "020105" + "0000" + "FFFF");
        Assert.True(BerElement.TryRead(bytes, out var outer, out var rest));
        Assert.Equal((2, 18), (rest.Length, outer.Raw.Length));
        var children = outer.Children()!;
        Assert.Equal("ABC", Encoding.ASCII.GetString(children[0].Octets().Span));
        Assert.Equal(5, children[1].Small());
    }

    [Theory]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("3005020105")]
    [InlineData("3080020105")] // no end
    [InlineData("0480410000")] // indefinite, but not constructed
    [InlineData("3085000000000100")] // a length of five octets
    [InlineData("30847FFFFFFF")]
    [InlineData("3084FFFFFFFF")]
    [InlineData("1F")]
    [InlineData("1F8080808001")]
    public void What_is_torn_is_refused(string hex) => Assert.False(BerElement.TryRead(Convert.FromHexString(hex), out _, out _));

    [Fact]
    public void A_string_in_pieces_of_pieces_without_end_has_no_content_and_does_not_break_the_stack()
    {
        var nested = new byte[1 << 20];
        const int step = 6;
        for (var at = 0; at + step <= nested.Length; at += step)
        {
            var left = nested.Length - at - step;
            byte[] head = [0x24, 0x84, (byte)(left >> 24), (byte)(left >> 16), (byte)(left >> 8), (byte)left];
            head.CopyTo(nested, at);
        }
        Assert.True(BerElement.TryRead(nested, out var element, out _));
        Assert.True(element.Octets().IsEmpty);
        Assert.NotEmpty(element.WithDefiniteLengths());
        Assert.True(BerElement.TryRead(Convert.FromHexString("240824060401410401 42".Replace(" ", "")), out element, out _));
        Assert.Equal("AB"u8, element.Octets().Span);
    }

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        var bytes = Enumerable.Repeat<byte[]>([0x30, 0x80], 100_000).SelectMany(pair => pair).ToArray();
        Assert.False(BerElement.TryRead(bytes, out _, out _));
    }

    [Theory]
    [InlineData("06082A8648CE3D040302", "1.2.840.10045.4.3.2")]
    [InlineData("06066781080101 01", "2.23.136.1.1.1")]
    [InlineData("060A04007F00070202040202", "0.4.0.127.0.7.2.2.4.2.2")]
    [InlineData("0602A081", "")]
    public void Identifiers_are_written_with_dots(string hex, string oid)
    {
        Assert.True(BerElement.TryRead(Convert.FromHexString(hex.Replace(" ", "")), out var element, out _));
        Assert.Equal(oid, element.Oid());
    }

    [Theory]
    [InlineData(0x17, "260201120000Z", "2026-02-01T12:00:00")]
    [InlineData(0x17, "2602011200Z", "2026-02-01T12:00:00")] // no seconds
    [InlineData(0x17, "491231235959Z", "2049-12-31T23:59:59")]
    [InlineData(0x17, "500101000000Z", "1950-01-01T00:00:00")]
    [InlineData(0x17, "260201120000+0100", "2026-02-01T11:00:00")]
    [InlineData(0x18, "99991231235959Z", "9999-12-31T23:59:59")]
    [InlineData(0x18, "20260201120000.5Z", "2026-02-01T12:00:00")]
    [InlineData(0x18, "20261301120000Z", null)]
    [InlineData(0x18, "nonsense here", null)]
    public void Times_are_read_as_issuers_write_them(int tag, string text, string? expected)
    {
        byte[] bytes = [(byte)tag, (byte)text.Length, .. Encoding.ASCII.GetBytes(text)];
        Assert.True(BerElement.TryRead(bytes, out var element, out _));
        Assert.Equal(expected, Asn1Time.Read(element)?.ToString("yyyy-MM-ddTHH:mm:ss"));
    }
}
