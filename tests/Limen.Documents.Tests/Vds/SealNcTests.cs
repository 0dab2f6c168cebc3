using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace Limen.Documents.Tests;

public class SealNcTests
{
    static readonly ECDsa CscaKey = PaperState.NewKey(), SignerKey = PaperState.NewKey();
    static readonly X509Certificate2 Csca = PaperState.Authority("CN=CSCA, O=Utopia, C=UT", CscaKey), Signer = PaperState.Signer(Csca, CscaKey, SignerKey);

    [Theory]
    [InlineData("""{"hdr":{"t":"icao.vacc","v":1,"is":"UTO"},"msg":{"uvci":"U32870","pid":{"n":"SMITH BILL","dob":"1990-01-02"}}}""")]
    [InlineData("""{ "msg" : {"n":"Zo\u00eb \u20ac","list":[3,1.50,2e1,true,null]} , "hdr":{"is":"UTO","v":1,"t":"icao.test"} }""")]
    public void A_seal_in_JSON_is_verified_over_its_canonical_form(string content)
    {
        Assert.True(SealNc.TryRead(Sealed(content), out var seal));
        var report = seal.Verify(PaperState.Trusting(Csca), PaperState.Now);
        Assert.Equal((CheckResult.Successful, null), (report.Result, report.Reason));
        Assert.True(SealNc.TryRead(Sealed(content).Replace("\"UTO\"", "\"UTX\""), out var altered));
        Assert.Equal("vds.signature", altered.Verify(PaperState.Trusting(Csca), PaperState.Now).Reason);
    }

    [Fact]
    public void A_seal_that_brings_no_certificate_is_undetermined()
    {
        Assert.True(SealNc.TryRead("""{"data":{"hdr":{"t":"icao.test","is":"UTO"},"msg":{}},"sig":{"alg":"ES256","sigvl":"AAAA"}}""", out var seal));
        Assert.Equal(CheckResult.Undetermined, seal.Verify(TrustStore.Empty, PaperState.Now).Result);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""{"data":{"hdr":{"t":"x","is":"UTO"},"msg":{"a":1,"a":2}},"sig":{"sigvl":"AAAA"}}""")] // one name twice
    [InlineData("""{"data":{"hdr":{"t":"x","is":"UTO"},"msg":{"a":"\ud800"}},"sig":{"sigvl":"AAAA"}}""")] // half a sign
    [InlineData("""{"data":{"hdr":{"t":1,"is":"UTO"},"msg":{}},"sig":{"sigvl":"AAAA"}}""")]
    public void What_is_no_seal_is_refused(string json) => Assert.False(SealNc.TryRead(json, out _));

    [Theory] // RFC 8785 §3.2.2 and §3.2.3, Appendix B
    [InlineData("""{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"literals":[null,true,false]}""",
        """{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27]}""")]
    [InlineData("""{"string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/"}""", """{"string":"€$\u000f\nA'B\"\\\\\"/"}""")]
    [InlineData("""{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":7}""", "{\"\\r\":2,\"1\":4,\"\u0080\":6,\"\u00f6\":7,\"\u20ac\":1,\"\ud83d\ude00\":5,\"\ufb33\":3}")]
    [InlineData("""[9007199254740994,-0,1e21,999999999999999900000,0.000001,1e-7,-1.5e-9,5e-324,1.7976931348623157e308]""",
        """[9007199254740994,0,1e+21,999999999999999900000,0.000001,1e-7,-1.5e-9,5e-324,1.7976931348623157e+308]""")]
    public void The_canonical_form_is_that_of_the_standard(string json, string canonical)
    {
        using var document = JsonDocument.Parse(json);
        Assert.Equal(canonical, CanonicalJson.Of(document.RootElement));
    }

    static string Sealed(string content)
    {
        using var document = JsonDocument.Parse(content);
        var signed = Encoding.UTF8.GetBytes(CanonicalJson.Of(document.RootElement)!);
        var signature = SignerKey.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return $$$"""{"data":{{{content}}},"sig":{"alg":"ES256","cer":"{{{Base64Url.EncodeToString(Signer.RawData)}}}","sigvl":"{{{Base64Url.EncodeToString(signature)}}}"}}""";
    }
}
