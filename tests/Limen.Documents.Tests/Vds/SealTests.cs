using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Limen.Documents.Tests;

public class SealTests
{
    static readonly ECDsa CscaKey = PaperState.NewKey(), SignerKey = PaperState.NewKey();
    static readonly X509Certificate2 Csca = PaperState.Authority("CN=CSCA, O=Utopia, C=UT", CscaKey);

    [Fact] // tsenger/vdstools, VdsRawBytesCommon: a visa of Utopia
    public void A_visa_is_decoded()
    {
        var seal = Vector("5D01");
        Assert.Equal((SealKind.Visa, 4, "UTO", "DETS", "32"), (seal.Kind, seal.Version, seal.IssuingState.Value, seal.Signer, seal.CertificateReference));
        Assert.Equal((new DateOnly(2020, 1, 1), new DateOnly(2023, 8, 19)), (seal.IssuedOn, seal.SignedOn));
        Assert.Equal("VCD<<DENT<<ARTHUR<PHILIP<<<<<<<<<<<<\n1234567XY7GBR5203116M2005250<<<<<<<<", seal.Mrz);
        Assert.Equal("160 days 0 months 0 years", seal.Features.Single(feature => feature.Name == "durationOfStay").Text);
        Assert.Equal("47110815P", seal.Features.Single(feature => feature.Name == "passportNumber").Text);
    }

    [Fact]
    public void An_emergency_travel_document_is_decoded()
    {
        var seal = Vector("5E03");
        Assert.Equal((SealKind.EmergencyTravelDocument, "UTTS", "5B"), (seal.Kind, seal.Signer, seal.CertificateReference));
        Assert.StartsWith("I<GBRSUPAMANN<<MARY<<<<<<<<<<<<<<<<<\n", seal.Mrz, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_published_seal_is_decoded()
    {
        var seals = HexVectors.Of("vdstools_hex.json", "VdsRawBytesCommon.kt").Where(bytes => bytes[0] == 0xDC).ToList();
        // Three are seals without a signature, as the library builds them before signing.
        Assert.Equal([140, 135, 115], seals.Where(bytes => !Seal.TryRead(bytes, out _)).Select(bytes => bytes.Length));
        Assert.Equal(17, seals.Count);
    }

    [Fact] // the length of the reference told in decimal digits
    public void A_reference_whose_length_is_written_otherwise_is_read()
    {
        var bytes = HexVectors.Of("vdstools_hex.json", "VdsRawBytesCommon.kt").Single(bytes => bytes.Length == 226);
        Assert.True(Seal.TryRead(bytes, out var seal));
        Assert.Equal(("DEZV", "00112233445566778899AABBCCDDEEFF00112233"), (seal.Signer, seal.CertificateReference));
        Assert.Equal("DEZV", seal.Signer);
    }

    [Fact]
    public void A_genuine_seal_is_traced_to_its_State_and_an_altered_one_fails()
    {
        var signer = PaperState.Signer(Csca, CscaKey, SignerKey, serial: [0x5B]);
        var bytes = Sealed();
        var store = PaperState.Trusting(Csca, signer);
        Assert.True(Seal.TryRead(bytes, out var seal));
        Assert.Equal((CheckResult.Successful, null), Result(seal, store));
        Assert.Equal((CheckResult.Undetermined, "vds.noSigner"), Result(seal, PaperState.Trusting(Csca)));
        Assert.Equal((CheckResult.Undetermined, "pa.noCsca"), Result(seal, PaperState.Trusting(signer)));
        bytes[24] ^= 1;
        Assert.True(Seal.TryRead(bytes, out var altered));
        Assert.Equal((CheckResult.Failed, "vds.signature"), Result(altered, store));
    }

    [Fact]
    public void A_seal_of_a_State_other_than_its_signers_fails()
    {
        var bytes = Sealed("6ABC");
        Assert.True(Seal.TryRead(bytes, out var seal));
        Assert.Equal("D", seal.IssuingState.Value);
        Assert.Equal((CheckResult.Failed, "vds.stateDiffers"), Result(seal, PaperState.Trusting(Csca, PaperState.Signer(Csca, CscaKey, SignerKey, serial: [0x5B]))));
    }

    static (CheckResult, string?) Result(Seal seal, TrustStore store)
    {
        var report = SealVerification.Verify(seal, store, PaperState.Now);
        return (report.Result, report.Reason);
    }

    // The published emergency document, dated into the signer's validity and signed anew.
    static byte[] Sealed(string otherState = "")
    {
        var published = HexVectors.Of("vdstools_hex.json", "VdsRawBytesCommon.kt").Single(bytes => Convert.ToHexString(bytes).StartsWith("DC03D9C5D9CAC8A73A990F71347D4E375E03", StringComparison.Ordinal));
        var unsigned = published[..^66];
        byte[] date = [10_07_2026 >> 16, 10_07_2026 >> 8 & 0xFF, 10_07_2026 & 0xFF];
        date.CopyTo(unsigned, 10);
        date.CopyTo(unsigned, 13);
        Convert.FromHexString(otherState).CopyTo(unsigned, 2);
        return [.. unsigned, 0xFF, 0x40, .. SignerKey.SignData(unsigned, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)];
    }

    static Seal Vector(string features)
    {
        foreach (var bytes in HexVectors.Of("vdstools_hex.json", "VdsRawBytesCommon.kt"))
            if (bytes[0] == 0xDC && Seal.TryRead(bytes, out var seal) && Convert.ToHexString([seal.Header.Features, seal.Header.Category]) == features) return seal;
        throw new InvalidOperationException(features);
    }
}
