namespace Limen.Documents;

/// <summary>EF.DG5 (portraits, tag 5F40) or EF.DG7 (signatures or marks, tag 5F43) as displayed (Doc 9303-10 §4.7.5, §4.7.7).</summary>
public sealed class DisplayedImages : IDeviating
{
    DisplayedImages(IReadOnlyList<ChipImage> images, bool countHolds) => (Images, CountHolds) = (images, countHolds);

    /// <summary>The images.</summary>
    public IReadOnlyList<ChipImage> Images { get; }

    bool CountHolds { get; }
    IReadOnlyList<string> IDeviating.Deviations => CountHolds ? [] : ["lds.sampleCount"];

    /// <summary>How many; never the images.</summary>
    public override string ToString() => $"{Images.Count} images";

    internal static DisplayedImages? Parse(BerElement content)
    {
        if (content.Children() is not { } children) return null;
        var images = children.Where(child => child.Tag is 0x5F40 or 0x5F43).Select(child => ChipImage.Of(child.Octets())).ToList();
        return new(images, content.TryFind(0x02, out var count) && count.Small() == images.Count);
    }
}
