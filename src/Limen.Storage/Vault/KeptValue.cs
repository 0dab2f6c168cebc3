namespace Limen.Storage;

/// <summary>One value as it is kept: a text, or sealed bytes. Its column is read <c>as Kept</c>.</summary>
sealed class KeptValue
{
    public object Kept { get; init; } = "";
}
