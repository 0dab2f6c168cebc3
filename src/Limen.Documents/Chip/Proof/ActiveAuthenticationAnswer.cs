namespace Limen.Documents;

/// <summary>An active authentication that somebody else performed (Doc 9303-11 §6.1): enough to check the signature, as often as wanted and without the chip.</summary>
/// <param name="Challenge">The octets that the chip was sent; 8 by the standard. Only who sent them knows that they were fresh.</param>
/// <param name="Signature">What the chip answered to INTERNAL AUTHENTICATE.</param>
public sealed record ActiveAuthenticationAnswer(ReadOnlyMemory<byte> Challenge, ReadOnlyMemory<byte> Signature)
{
    /// <summary>Says only how long the signature is.</summary>
    public override string ToString() => $"{Signature.Length} bytes";
}
