using System.Security.Cryptography;
using Limen.TestKit;

namespace Limen.Documents.Tests;

public class SecureMessagingTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    static byte[] Hex(string text) => Convert.FromHexString(text);

    public static TheoryData<int> Ciphers => [.. Enum.GetValues<MessagingCipher>().Cast<int>()];

    // gmrtd iso7816/nfc_session_test.go, TestNfcSessionSecureMessagingAES: EF.COM of a chip with AES-256.
    [Fact]
    public async Task A_published_conversation_with_AES_is_spoken_octet_by_octet()
    {
        var card = new RecordedCard(
            ("0CA4020C1D8711011D35E7EB510E21A0DD12380D9AD2B92D8E0828CB68B81D3FAFC000", "990290008E08E083EAA61ADABFCE9000"),
            ("0CB000000D9701048E084AFC933E0CDBE5F000", "871101D8059A9CF835105082CA2B1837E4AEC0990290008E08B36DB56761D706BB9000"),
            ("0CB000040D9701168E0811F7EFC907D1F27400", "87210142E919C115FAF69350B01813D77A9E8D91912A7F717AFD073F199070E61B79C6990290008E083382E3D983F441369000"));
        var channel = new CardChannel(card, TimeSpan.FromSeconds(1));
        channel.Secure(new(new(MessagingCipher.Aes256,
            Hex("74B94F408BBB2CD92571FD5B6370A94CCE7A2FA42AE3EB4DA47B97CE6EAA24C6"),
            Hex("9E28D5D9FF1D979BE752E8926BF0E1D35A440FC0AEFC4AA3BC5610055AC8B113")), Hex("00000000000000000000000000000020")));
        var file = await new Files(channel).ReadAsync(LdsFile.Com, Cancel);
        Assert.Equal("60185F0104303130385F36063034303030305C06617563766D6E", Convert.ToHexString(file.Octets.Span));
        Assert.Equal(Hex("00000000000000000000000000000026"), channel.Messaging!.Counter.ToArray());
    }

    // gmrtd chipauth/chip_auth_test.go, TestChipAuthMY: a real chip, the terminal's key as it was drawn then.
    [Fact]
    public async Task The_chip_authentication_of_a_real_MYS_chip_gives_the_published_octets_and_keys()
    {
        Assert.SkipWhen(Shared.File("documents", "vectors", "gmrtd_hex.json") is null, Shared.Absent);
        var card = new RecordedCard(
            ("0C2241A41D8711019D1E70C6F5EE06A7CA1E98FBF5C945C98E087AC379DC78702E6300", "990290008E08643C2C3AC66585E49000"),
            ("0C86000058874901A9C6BF370C62AA43CA1EC9B97071727654822361DEB8BA4E5719AA05D8E86AA36164DFA5E506DBF60DC7418858179FD25DAC5E9E49393DDE37E29652444941B562142AB5F19AEA919701008E085083316637060C4D00",
                "87090108166157B375BC1E990290008E08FF8A254C50179F519000"),
            ("0CA4020C1587090106904D37288D69488E08A13B74E87B87E44600", "990290008E08C2BF01FDDD1D599D9000"));
        var channel = new CardChannel(card, TimeSpan.FromSeconds(1));
        channel.Secure(new(new(MessagingCipher.TripleDes, Hex("896DE34A942C7076FEC207207ACB79C2"), Hex("D6C47FF4677AC8AE91CB49F4CE673432")), Hex("9646C154BFB7BE79")));
        Assert.True(BerElement.TryRead(Vectors.Hex("TestChipAuthMY", 458), out var dg14, out _));
        Assert.True(SecurityInfos.TryParse(dg14.Value, out var infos));
        var variant = Assert.Single(ChipAuthentication.Known(infos));
        var secret = KeyGroup.Number(Vectors.Hex("TestChipAuthMY", 502));
        var key = variant.Group.Raise(variant.Group.Generator, secret)!;
        Assert.Equal(Vectors.Hex("TestChipAuthMY", 528), key);
        Assert.True((await channel.SendAsync(new(0, 0x22, 0x41, 0xA4, Tlv.Encode(0x80, Tlv.Oid(variant.Protocol))), Cancel)).Ok);
        Assert.True((await channel.SendAsync(new(0, 0x86, 0, 0, Tlv.Encode(0x7C, Tlv.Encode(0x80, key)), 256), Cancel)).Ok);
        var keys = KeyDerivation.SessionKeys(variant.Cipher, variant.Group.SharedSecret(variant.Group.Raise(variant.Key, secret)!));
        Assert.Equal(Hex("75B95468910849CDF1A1A2AE5452CE9B"), keys.Encryption);
        Assert.Equal(Hex("CD0BEF85D5A82A7AE0FBC12368A41FEF"), keys.Authentication);
        channel.Secure(new(keys));
        Assert.True((await channel.SendAsync(Files.Select(LdsFile.Dg14), Cancel)).Ok);
        Assert.True(card.IsFinished);
    }

    [Theory, MemberData(nameof(Ciphers))]
    public void Both_sides_understand_each_other_at_every_length(int number)
    {
        var cipher = (MessagingCipher)number;
        SessionKeys keys = new(cipher, RandomNumberGenerator.GetBytes(cipher.KeySize()), RandomNumberGenerator.GetBytes(cipher.KeySize()));
        var (ours, theirs) = (new SecureMessaging(keys), new CardMessaging(keys));
        foreach (var length in Enumerable.Range(0, 70).Concat([230, 231, 255, 256, 300, 4000]))
            foreach (var instruction in new byte[] { 0xB0, 0xB1 })
                foreach (int? le in new int?[] { null, 1, 256, 4000, 65536 })
                {
                    var command = new Apdu(0, instruction, 1, 2, RandomNumberGenerator.GetBytes(length), le);
                    Assert.True(Apdu.TryDecode(ours.Protect(command).Encode(), out var sent));
                    Assert.True(theirs.TryOpen(sent, out var opened));
                    Assert.Equal(command.Payload.ToArray(), opened.Payload.ToArray());
                    Assert.Equal(le, opened.Le);
                    var answer = RandomNumberGenerator.GetBytes(length);
                    var reply = ours.Unprotect(new(theirs.Protect(answer, 0x9000, instruction == 0xB1), 0x9000));
                    Assert.Equal(answer, reply.Payload.ToArray());
                }
    }

    [Theory, MemberData(nameof(Ciphers))]
    public void The_most_plain_octets_are_just_as_many_as_fit(int number)
    {
        var cipher = (MessagingCipher)number;
        SessionKeys keys = new(cipher, new byte[cipher.KeySize()].Select((_, i) => (byte)(i * 3 + 1)).ToArray(), RandomNumberGenerator.GetBytes(cipher.KeySize()));
        foreach (var length in new[] { 256, 1000, 4000, 8192 })
        {
            var most = new SecureMessaging(keys).MostPlain(length);
            Assert.True(new CardMessaging(keys).Protect(new byte[most], 0x9000, false).Length <= length);
            Assert.True(new CardMessaging(keys).Protect(new byte[most + cipher.BlockSize()], 0x9000, false).Length > length);
        }
    }

    [Theory, MemberData(nameof(Ciphers))]
    public void A_reply_changed_anywhere_is_not_believed(int number)
    {
        var cipher = (MessagingCipher)number;
        SessionKeys keys = new(cipher, RandomNumberGenerator.GetBytes(cipher.KeySize()), RandomNumberGenerator.GetBytes(cipher.KeySize()));
        var reply = new CardMessaging(keys).Protect(RandomNumberGenerator.GetBytes(40), 0x9000, false);
        for (var at = 0; at < reply.Length; at++)
        {
            byte[] changed = [.. reply];
            changed[at] ^= 0x10;
            Assert.NotEqual(ChipError.None, new SecureMessaging(keys).Unprotect(new(changed, 0x9000)).Error);
        }
        Assert.Equal(ChipError.MessagingBroken, new SecureMessaging(keys).Unprotect(new(default, 0x6988)).Error);
    }

    // NIST SP 800-38B, examples for AES-128, -192 and -256, cut to eight octets.
    [Theory]
    [InlineData(128, "2B7E151628AED2A6ABF7158809CF4F3C", "", "BB1D6929E9593728")]
    [InlineData(128, "2B7E151628AED2A6ABF7158809CF4F3C", "6BC1BEE22E409F96E93D7E117393172A", "070A16B46B4D4144")]
    [InlineData(128, "2B7E151628AED2A6ABF7158809CF4F3C", "6BC1BEE22E409F96E93D7E117393172AAE2D8A571E03AC9C9EB76FAC45AF8E5130C81C46A35CE411", "DFA66747DE9AE630")]
    [InlineData(192, "8E73B0F7DA0E6452C810F32B809079E562F8EAD2522C6B7B", "6BC1BEE22E409F96E93D7E117393172A", "9E99A7BF31E71090")]
    [InlineData(256, "603DEB1015CA71BE2B73AEF0857D77811F352C073B6108D72D9810A30914DFF4", "6BC1BEE22E409F96E93D7E117393172A", "28A7023F452E8F82")]
    public void The_code_of_AES_is_that_of_NIST(int bits, string key, string text, string code)
    {
        var cipher = Enum.Parse<MessagingCipher>($"Aes{bits}");
        Assert.Equal(code, Convert.ToHexString(cipher.Mac(Hex(key), Hex(text))));
    }

    [Theory]
    [InlineData("00B0", false)]
    [InlineData("00B00000", true)]
    [InlineData("00B0000000", true)]
    [InlineData("00B00000000000", true)]
    [InlineData("00B0000002AA", false)]
    [InlineData("00A4020C02011C00", true)]
    [InlineData("00A4020C000002011C", true)]
    [InlineData("00A4020C000003011C", false)]
    public void Commands_are_read_as_a_card_reads_them(string octets, bool expected)
    {
        Assert.Equal(expected, Apdu.TryDecode(Hex(octets), out var command));
        if (expected && octets.Length <= 16) Assert.Equal(octets[..8], Convert.ToHexString(command.Header));
    }

    [Fact]
    public void Neither_selection_nor_MSE_asks_for_octets_back() =>
        Assert.All([Files.Select(LdsFile.Dg1), Files.Select(LdsFile.Com)], command => Assert.Null(command.Le));

    [Fact]
    public void Extended_lengths_are_recognised_where_a_card_tells_them()
    {
        Assert.True(CardCapabilities.OfferExtended(Hex("3B8580018073000040B7")));
        Assert.False(CardCapabilities.OfferExtended(Hex("3B80800101")));
        Assert.False(CardCapabilities.OfferExtended([]));
        Assert.False(CardCapabilities.OfferExtended(Hex("3BFF")));
        Assert.True(CardCapabilities.TryReadLongest(Hex("7F660802022000020208AE"), out var longest));
        Assert.Equal(0x8AE, longest);
    }
}
