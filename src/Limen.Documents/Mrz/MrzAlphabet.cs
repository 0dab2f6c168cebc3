using System.Buffers;

namespace Limen.Documents;

/// <summary>The characters of Doc 9303-3 figure 4.</summary>
static class MrzAlphabet
{
    public static readonly SearchValues<char> All = SearchValues.Create("<0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");
    public static readonly SearchValues<char> AnyCase = SearchValues.Create("<0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    public static readonly SearchValues<char> Digits = SearchValues.Create("<0123456789");
    public static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ");
}
