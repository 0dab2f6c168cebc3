namespace Limen.Documents;

/// <summary>How a biometric sample is encoded.</summary>
public enum BiometricEncoding
{
    /// <summary>ISO/IEC 19794 (tag 5F2E).</summary>
    Iso19794 = 1,
    /// <summary>ISO/IEC 39794 (tag 7F2E), which inspection systems must read since 2026 (Doc 9303-9).</summary>
    Iso39794 = 2,
}

/// <summary>EF.DG2: the encoded faces (Doc 9303-10 §4.7.2).</summary>
public sealed class FaceImages : IDeviating
{
    FaceImages(IReadOnlyList<FaceImage> faces, IReadOnlyList<string> deviations) => (Faces, Deviations) = (faces, deviations);

    /// <summary>The faces, at least one.</summary>
    public IReadOnlyList<FaceImage> Faces { get; }

    IReadOnlyList<string> Deviations { get; }
    IReadOnlyList<string> IDeviating.Deviations => Deviations;

    /// <summary>How many; never the faces.</summary>
    public override string ToString() => $"{Faces.Count} faces";

    internal static FaceImages? Parse(BerElement content)
    {
        if (BiometricTemplates.Parse(content) is not { } templates) return null;
        var faces = new List<FaceImage>();
        var broken = false;
        foreach (var sample in templates.Samples)
        {
            var found = sample.Tag == 0x7F2E ? Iso39794Face.Read(sample) : Iso19794Face.Read(sample.Octets());
            broken |= found.Count == 0;
            faces.AddRange(found);
        }
        List<string> deviations = [.. templates.Deviations];
        if (broken) deviations.Add("lds.faceRecord");
        return faces.Count == 0 ? null : new(faces, deviations);
    }
}

/// <summary>One face of EF.DG2.</summary>
/// <param name="Encoding">Which standard encodes it.</param>
/// <param name="Image">The image.</param>
public sealed record FaceImage(BiometricEncoding Encoding, ChipImage Image);

/// <summary>The biometric information templates of EF.DG2, EF.DG3 or EF.DG4 (Doc 9303-10 §4.7.2 to §4.7.4).</summary>
public sealed class BiometricTemplates : IDeviating
{
    BiometricTemplates(List<BerElement> samples, List<string> deviations) => (Samples, Deviations) = (samples, deviations);

    /// <summary>How many samples there are; 0 where the issuer stores none but the file must stand.</summary>
    public int Count => Samples.Count;

    internal IReadOnlyList<BerElement> Samples { get; }
    internal IReadOnlyList<string> Deviations { get; }
    IReadOnlyList<string> IDeviating.Deviations => Deviations;

    internal static BiometricTemplates? Parse(BerElement content)
    {
        var reader = new BerReader(content.Value);
        var group = reader.Read(0x7F61);
        if (reader.Failed || group.Children() is not { } children) return null;
        var samples = new List<BerElement>();
        var announced = -1;
        foreach (var child in children)
        {
            if (child.Tag == 0x02) announced = child.Small();
            if (child.Tag != 0x7F60 || child.Children() is not { } parts) continue;
            samples.AddRange(parts.Where(part => part.Tag is 0x5F2E or 0x7F2E && part.Value.Length > 0));
        }
        return new(samples, announced == samples.Count ? [] : ["lds.sampleCount"]);
    }
}
