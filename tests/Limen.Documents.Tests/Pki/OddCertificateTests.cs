using System.Numerics;
using System.Security.Cryptography;

namespace Limen.Documents.Tests;

/// <summary>Deviations that real issuers are known for, each on a certificate made for it.</summary>
public class OddCertificateTests
{
    const int Octets = 128;

    static readonly PaperCertificate Csca = new();
    static readonly PaperCertificate Signer = new() { Subject = PaperCertificate.Name((0x13, "UT"), (0x0C, "Signer")) };

    [Theory]
    [InlineData("80")] // negative
    [InlineData("FF1234")]
    [InlineData("00")]
    [InlineData("0000007F")] // more octets than needed
    [InlineData("0102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F20")] // longer than the twenty octets of RFC 5280
    public void A_serial_of_any_shape_is_revoked_by_its_number(string serial)
    {
        var signer = (Signer with { Serial = Convert.FromHexString(serial) }).Read();
        var store = Trusting(Csca).With(new("paper", [], [Revoking(Convert.FromHexString(serial))], []));
        Assert.Equal("pa.signerRevoked", CertificatePath.Find(signer, store, PaperState.Now, null).Reason);
        Assert.Equal(CheckResult.Successful, Judge((Signer with { Serial = [0x55] }).Read(), store).Result);
    }

    [Theory]
    [InlineData(0x17, "2101010000Z", "360101000000Z")] // without seconds
    [InlineData(0x17, "210101000000+0200", "360101000000-0500")]
    [InlineData(0x17, "2101010000+0200", "3601010000-0500")]
    [InlineData(0x18, "20210101000000Z", "20360101000000Z")] // as only years from 2050 on should be
    [InlineData(0x18, "20210101000000.5Z", "20360101000000.1234567Z")]
    [InlineData(0x18, "00010101000000Z", "99991231235959Z")] // RFC 5280 §4.1.2.5: no known end
    [InlineData(0x17, "210101000000Z\0", "360101000000Z ")]
    public void Times_are_read_however_they_are_written(int kind, string from, string to)
    {
        PaperCertificate Timed(PaperCertificate certificate) =>
            certificate with { From = PaperCertificate.Time((byte)kind, from), To = PaperCertificate.Time((byte)kind, to) };
        foreach (var signedAt in (DateTimeOffset?[])[null, PaperState.Now, DateTimeOffset.MinValue, DateTimeOffset.MaxValue])
            Assert.NotNull(CertificatePath.Find(Timed(Signer).Read(), Trusting(Timed(Csca)), PaperState.Now, signedAt).Csca);
        Assert.Equal(CheckResult.Successful, CertificatePath.Find(Timed(Signer).Read(), Trusting(Timed(Csca)), PaperState.Now, PaperState.Now).Result);
    }

    [Fact]
    public void Lengths_longer_than_needed_are_read_and_hashed_as_they_stand()
    {
        static byte[] Padded(byte tag, byte[] content) => [tag, 0x84, 0, 0, (byte)(content.Length >> 8), (byte)content.Length, .. content];
        Assert.Equal(CheckResult.Successful, Judge((Signer with { Tagged = Padded }).Read(), Trusting(Csca with { Tagged = Padded })).Result);
    }

    [Theory]
    [InlineData(0x0C, 0x13)]
    [InlineData(0x0C, 0x14)] // TeletexString
    [InlineData(0x1E, 0x13)] // BMPString
    [InlineData(0x1C, 0x0C)] // UniversalString
    public void A_name_is_one_name_whatever_kinds_of_string_it_is_written_in(int subject, int issuer)
    {
        var csca = Csca with { Subject = PaperCertificate.Name((0x13, "UT"), (subject, "CSCA")) };
        var signer = (Signer with { Issuer = PaperCertificate.Name((0x0C, "ut"), (issuer, "csca")) }).Read();
        var path = Judge(signer, Trusting(csca with { Extensions = Authority }));
        Assert.Equal((CheckResult.Successful, false), (path.Result, path.Remarks.Contains("pa.issuerName")));
    }

    [Fact]
    public void A_root_without_extensions_is_an_authority_though_it_writes_its_name_in_two_ways() =>
        Assert.True((Csca with { Subject = PaperCertificate.Name((0x0C, "UT"), (0x13, "csca")) }).Read().IsAuthority);

    [Theory]
    [InlineData("3000")] // empty
    [InlineData("3003010100")] // says no
    public void A_root_whose_constraints_call_it_no_authority_is_one_by_its_key_usage_and_its_own_signature_and_is_told(string constraints)
    {
        byte[] extensions = [.. PaperCertificate.Extension(19, Convert.FromHexString(constraints)), .. CertificateSigning];
        var root = Csca with { Extensions = extensions };
        var path = Judge(Signer.Read(), Trusting(root));
        Assert.Equal((CheckResult.Successful, true), (path.Result, path.Remarks.Contains("pa.cscaConstraints")));
        Assert.Equal(1, TrustVerification.Of(Trusting(root)).Count(CertificateStanding.Verified));
        var imported = TrustImport.Read("root.cer", new MemoryStream(root.Encode()), TrustStore.Empty, false, TestContext.Current.CancellationToken);
        Assert.Equal("trust.authorityConstraints", Assert.Single(imported.Notices).Code);
    }

    [Fact]
    public void A_signer_does_not_become_an_authority_by_what_it_writes_of_itself()
    {
        byte[] extensions = [.. PaperCertificate.Extension(19, [0x30, 0x00]), .. CertificateSigning];
        Assert.False((Signer with { Extensions = extensions }).Read().IsAuthority);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.False((Csca with { Extensions = extensions, KeyInfo = other.ExportSubjectPublicKeyInfo() }).Read().IsAuthority); // of the name, not by the key
        Assert.False((Csca with { Extensions = PaperCertificate.Extension(19, [0x30, 0x00]) }).Read().IsAuthority); // without the key usage
        Assert.False((Csca with { Extensions = [.. PaperCertificate.Extension(19, [0x30, 0x00]), .. PaperCertificate.Extension(15, [0x03, 0x02, 0x07, 0x80])] }).Read().IsAuthority);
    }

    [Fact]
    public void An_object_of_a_thousand_certificates_whose_keys_cost_much_is_read_in_no_time()
    {
        // Explicit parameters over a number that is no prime, with points that only roots could complete; and roots that would have to be checked.
        var p = (BigInteger.One << 575) + 1;
        var curve = new EcCurve(p, p - 3, 5, new(1, 2), p - 2);
        var slow = Csca with
        {
            KeyInfo = PaperCurve.PublicKey(curve, new(1, 2), compressed: true),
            Extensions = [.. PaperCertificate.Extension(19, [0x30, 0x00]), .. CertificateSigning],
        };
        var many = Enumerable.Range(1, 1000).Select(i => (slow with { Serial = [(byte)(i >> 8), (byte)i], Sign = _ => new byte[64] }).Encode()).ToList();
        using var key = PaperState.NewKey();
        using var cscaKey = PaperState.NewKey();
        var csca = PaperState.Authority("CN=CSCA, O=Utopia, C=UT", cscaKey);
        var sod = (PaperSigner.Ec(PaperState.Signer(csca, cscaKey, key), key) with { Beside = many }).SignLds(new Dictionary<int, byte[]> { [1] = PaperState.Dg1("UTO") });
        sod[^1] ^= 1;
        var lds = new Lds(new Dictionary<LdsFile, ReadOnlyMemory<byte>> { [LdsFile.Sod] = sod });
        var millis = Enumerable.Range(0, 3).Min(_ =>
        {
            var started = ThreadClock.Millis();
            Assert.Equal(CheckResult.Failed, PassiveAuthentication.Verify(lds, PaperState.Trusting(csca), PaperState.Now).Report.Result);
            return ThreadClock.Millis() - started;
        });
        Assert.True(millis < 200, $"{millis} ms");
    }

    [Fact]
    public void States_are_counted_once_however_they_are_written_and_not_where_none_is()
    {
        static PaperCertificate Of(string? country) => Csca with
        {
            Subject = country is null ? PaperState.Tagged(0x30, []) : PaperCertificate.Name((0x13, country), (0x0C, "CSCA")),
            Issuer = country is null ? PaperState.Tagged(0x30, []) : PaperCertificate.Name((0x13, country), (0x0C, "CSCA")),
        };
        var verification = TrustVerification.Of(Trusting(Of("DE"), Of("DEU"), Of("de"), Of("FR"), Of(null)));
        Assert.Equal((5, 2), (verification.Certificates, verification.States));
    }

    [Theory]
    [InlineData("UTO", "UTO")]
    [InlineData("uto", "UTO")]
    [InlineData("ut", "UTO")]
    [InlineData("DEU", "D")]
    [InlineData("deu", "D")]
    [InlineData("GBR", "GBD")]
    public void A_country_in_lower_case_or_three_letters_is_its_State(string country, string state)
    {
        var csca = (Csca with { Subject = PaperCertificate.Name((0x13, country), (0x0C, "CSCA")) }).Read();
        Assert.True(StateCode.TryParse(state, out var code));
        Assert.True(CertificateCountries.Belongs(code, csca));
        Assert.True(StateCode.TryParse("FRA", out var other));
        Assert.False(CertificateCountries.Belongs(other, csca));
    }

    [Fact]
    public void What_a_signer_leaves_out_or_adds_does_not_matter()
    {
        byte[] period = PaperCertificate.Extension(16, PaperState.Tagged(0x30, [0x80, 0x0F, .. "20210101000000Z"u8]));
        byte[] raw = PaperCertificate.Extension(14, [0xDE, 0xAD, 0xBE, 0xEF]); // a key identifier without its own wrapping
        byte[] issuerAndSerial = PaperCertificate.Extension(35, PaperState.Tagged(0x30, [0x82, 0x02, 0x01, 0x02]));
        foreach (var extensions in (byte[][])[[], period, raw, issuerAndSerial])
            Assert.Equal(CheckResult.Successful, Judge((Signer with { Extensions = extensions }).Read(), Trusting(Csca)).Result);
    }

    [Theory]
    [InlineData("1.3.101.112")] // Ed25519
    [InlineData("2.16.840.1.101.3.4.3.18")] // ML-DSA-65
    [InlineData("1.2.840.10040.4.3")] // DSA
    public void A_root_signed_in_a_way_that_is_not_known_is_neither_verified_nor_failed(string algorithm)
    {
        var identifier = PaperSigner.Identifier(algorithm);
        var root = Csca with
        {
            Algorithm = identifier,
            KeyInfo = PaperState.Tagged(0x30, [.. identifier, .. PaperState.Tagged(0x03, [0, .. new byte[32]])]),
            Extensions = [.. Authority, .. PaperCertificate.Extension(14, [0x04, 0x01, 0x77]), .. PaperCertificate.Extension(35, PaperState.Tagged(0x30, [0x80, 0x01, 0x77]))],
        };
        Assert.Equal(CertificateStanding.NotSupported, Assert.Single(TrustVerification.Of(Trusting(root)).Verdicts).Standing);
        var signer = Signer with { Algorithm = identifier, Extensions = PaperCertificate.Extension(35, PaperState.Tagged(0x30, [0x80, 0x01, 0x77])) };
        foreach (var each in (PaperCertificate[])[signer, signer with { Algorithm = Csca.Algorithm }])
        {
            var path = Judge(each.Read(), Trusting(root));
            Assert.Equal((CheckResult.Undetermined, "pa.algorithmUnknown"), (path.Result, path.Reason));
        }
        Assert.Equal(1, TrustVerification.Of(Trusting(Csca with { Sign = _ => new byte[64] })).Count(CertificateStanding.Failed));
    }

    [Fact]
    public void A_name_gives_no_orders_to_the_terminal_it_is_printed_on()
    {
        var csca = (Csca with { Subject = PaperCertificate.Name((0x13, "UT"), (0x0C, "\u001B[2J\r\nsuccessful\u009B1m")) }).Read();
        Assert.DoesNotContain(csca.SubjectName, char.IsControl);
        Assert.Contains("successful", csca.SubjectName, StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_may_carry_another_name()
    {
        using var next = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var link = Csca with { Subject = PaperCertificate.Name((0x13, "UT"), (0x0C, "CSCA of the Republic")), KeyInfo = next.ExportSubjectPublicKeyInfo(), Extensions = Authority };
        var signer = Signer with
        {
            Issuer = link.Subject,
            Sign = bytes => next.SignData(bytes, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence),
        };
        var path = Judge(signer.Read(), Trusting(Csca, link));
        Assert.Equal((CheckResult.Successful, "C=UT, CN=CSCA of the Republic"), (path.Result, path.Csca!.SubjectName));
        Assert.Equal(2, TrustVerification.Of(Trusting(Csca, link)).Count(CertificateStanding.Verified));
    }

    [Theory]
    [InlineData("", "SHA1", 20)] // parameters left out
    [InlineData("3000", "SHA1", 20)] // all of them by default
    [InlineData("3011A00F300D06096086480165030402010500A1", null, 0)] // broken
    [InlineData("3034A00F300D06096086480165030402010500A11C301A06092A864886F70D010108300D06096086480165030402010500A203020120", "SHA256", 32)]
    [InlineData("3030A00D300B0609608648016503040201A11A301806092A864886F70D010108300B0609608648016503040201A203020120", "SHA256", 32)] // without NULL
    [InlineData("3035A00D300B0609608648016503040201A11A301806092A864886F70D010108300B0609608648016503040201A203020120A303020101", "SHA256", 32)] // the trailer told
    public void Parameters_of_PSS_have_their_defaults(string parameters, string? digest, int salt)
    {
        byte[] identifier = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0A, .. Convert.FromHexString(parameters)];
        using var rsa = RSA.Create(2048);
        var csca = Csca with
        {
            KeyInfo = rsa.ExportSubjectPublicKeyInfo(),
            Algorithm = PaperState.Tagged(0x30, identifier),
            Sign = bytes => rsa.SignData(bytes, new(digest ?? "SHA256"), RSASignaturePadding.Pss),
        };
        if (digest is null) { Assert.False(Certificate.TryParse(csca.Encode(), out var broken) && broken.VerifyWith(broken) == SignatureVerdict.Valid); return; }
        Assert.Equal(SignatureVerdict.Valid, csca.Read().VerifyWith(csca.Read()));
        Assert.Equal(salt, csca.Read().Algorithm.SaltLength);
    }

    [Theory]
    [InlineData("3035A00D300B0609608648016503040201A11A301806092A864886F70D010108300B0609608648016503040201A203020120A303020102")] // another trailer
    [InlineData("3030A00D300B0609608648016503040201A11A301806092A864886F70D010109300B0609608648016503040201A203020120")] // another mask generation
    [InlineData("3012A00F300D06096086480165030402010500A3")] // cut off
    public void Parameters_of_PSS_that_are_not_known_are_not_supported(string parameters)
    {
        byte[] identifier = [0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x0A, .. Convert.FromHexString(parameters)];
        using var rsa = RSA.Create(2048);
        var csca = Csca with { KeyInfo = rsa.ExportSubjectPublicKeyInfo(), Algorithm = PaperState.Tagged(0x30, identifier), Sign = _ => new byte[256] };
        Assert.Equal(SignatureVerdict.Unsupported, csca.Read().VerifyWith(csca.Read()));
    }

    [Theory]
    [InlineData("3")]
    [InlineData("17")]
    [InlineData("4294967297")]
    [InlineData("36893488147419103233")] // 2^65 + 1
    [InlineData("115792089237316195423570985008687907853269984665640564039457584007913129639747")] // the first prime below 2^256 and eight octets of it
    public void Rsa_with_another_exponent_and_SHA224_holds(string written)
    {
        var exponent = BigInteger.Parse(written, System.Globalization.CultureInfo.InvariantCulture);
        var (modulus, secret) = NewRsa(exponent);
        byte[] Sign(byte[] bytes)
        {
            byte[] digest = [.. Convert.FromHexString("302D300D06096086480165030402040500041C"), .. Sha224.HashData(bytes)];
            byte[] padded = [0, 1, .. Enumerable.Repeat((byte)0xFF, Octets - 3 - digest.Length), 0, .. digest];
            var signature = BigInteger.ModPow(new(padded, true, true), secret, modulus).ToByteArray(true, true);
            return [.. new byte[Octets - signature.Length], .. signature];
        }
        byte[] numbers = [.. Integer(modulus), .. Integer(exponent)];
        byte[] rsa = [0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00];
        var csca = Csca with
        {
            KeyInfo = PaperState.Tagged(0x30, [.. rsa, .. PaperState.Tagged(0x03, [0, .. PaperState.Tagged(0x30, numbers)])]),
            Algorithm = PaperSigner.Identifier("1.2.840.113549.1.1.14"),
            Sign = Sign,
        };
        Assert.Equal((SignatureVerdict.Valid, "RSA SHA-224"), (csca.Read().VerifyWith(csca.Read()), csca.Read().SignedWith));
    }

    [Theory]
    [InlineData(2048, 256, true)]
    [InlineData(2048, 1024, true)]
    [InlineData(4096, 256, true)]
    [InlineData(16384, 17, true)]
    [InlineData(4096, 4096, false)]
    [InlineData(16384, 64, false)]
    public void An_exponent_is_taken_as_long_as_checking_with_it_takes_no_time(int modulusBits, int exponentBits, bool taken)
    {
        static BigInteger Bits(int count) => (BigInteger.One << count) - 1;
        byte[] numbers = [.. Integer(Bits(modulusBits)), .. Integer(Bits(exponentBits))];
        Assert.Equal(taken, RsaKey.TryRead(PaperState.Tagged(0x30, numbers), out var key));
        if (!taken) return;
        var signature = Enumerable.Repeat((byte)0x77, modulusBits / 8).ToArray();
        var millis = Enumerable.Range(0, 3).Min(_ =>
        {
            var started = ThreadClock.Millis();
            Assert.Equal(SignatureVerdict.Invalid, key.Verify(new(SignatureScheme.RsaPkcs1, DigestName.Sha256), [1], signature));
            return ThreadClock.Millis() - started;
        });
        Assert.True(millis < 200, $"{millis} ms");
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public void Explicit_parameters_hold_with_and_without_cofactor_and_seed(bool cofactor, bool seed)
    {
        var group = StandardisedDomains.FindCurve("1.2.840.10045.3.1.7")!;
        var point = Key().Q;
        BigInteger x = new(point.X, true, true), y = new(point.Y, true, true);
        var csca = Csca with { KeyInfo = PaperCurve.PublicKey(group.Curve, new(x, y), cofactor, seed) };
        Assert.Equal((SignatureVerdict.Valid, "EC " + group.Name), (csca.Read().VerifyWith(csca.Read()), csca.Read().KeyName));
    }

    static readonly byte[] CertificateSigning = PaperCertificate.Extension(15, [0x03, 0x02, 0x02, 0x04]); // keyCertSign alone

    static readonly byte[] Authority = PaperCertificate.Extension(19, [0x30, 0x03, 0x01, 0x01, 0x01]); // a TRUE that DER would write as FF

    static ECParameters Key() => PaperCertificate.Key.ExportParameters(false);

    static PathVerdict Judge(Certificate signer, TrustStore store) => CertificatePath.Find(signer, store, PaperState.Now, null);

    static TrustStore Trusting(params PaperCertificate[] certificates) => TrustStore.Empty.With(new("paper", [.. certificates.Select(each => each.Read())], [], []));

    static RevocationList Revoking(byte[] serial)
    {
        var entry = PaperState.Tagged(0x30, [.. PaperState.Tagged(0x02, serial), .. PaperCertificate.Time(0x17, "260101000000Z")]);
        byte[] body = [0x02, 0x01, 0x01, .. Csca.Algorithm, .. Csca.Subject, .. PaperCertificate.Time(0x17, "261001000000Z"), .. PaperState.Tagged(0x30, entry)];
        var signed = PaperState.Tagged(0x30, body);
        Assert.True(RevocationList.TryParse(PaperState.Tagged(0x30, [.. signed, .. Csca.Algorithm, .. PaperState.Tagged(0x03, [0, .. Csca.Sign(signed)])]), out var list));
        return list;
    }

    static byte[] Integer(BigInteger number) => PaperState.Tagged(0x02, number.ToByteArray(isBigEndian: true));

    static (BigInteger Modulus, BigInteger Secret) NewRsa(BigInteger exponent)
    {
        while (true)
        {
            using var rsa = RSA.Create(8 * Octets);
            var parts = rsa.ExportParameters(true);
            BigInteger p = new(parts.P, true, true), q = new(parts.Q, true, true);
            var order = (p - 1) * (q - 1);
            if (BigInteger.GreatestCommonDivisor(order, exponent) == 1) return (p * q, Inverse(exponent, order));
        }
    }

    static BigInteger Inverse(BigInteger number, BigInteger modulus)
    {
        var (a, b, x, y) = (number, modulus, BigInteger.One, BigInteger.Zero);
        while (b != 0) (a, b, x, y) = (b, a % b, y, x - a / b * y);
        return (x + modulus) % modulus;
    }
}
