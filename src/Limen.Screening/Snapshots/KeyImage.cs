using System.IO.MemoryMappedFiles;
using System.Runtime.InteropServices;

namespace Limen.Screening;

/// <summary>The bytes of an index where they lie: in an array that stays, or in a file mapped once for all processes of the machine.</summary>
sealed unsafe class KeyImage
{
    KeyImage(byte* start, long length, object holder)
    {
        Start = start;
        Length = length;
        Holder = holder;
    }

    public byte* Start { get; }
    public long Length { get; }

    /// <summary>The array, or the handle whose finalizer unmaps the file.</summary>
    public object Holder { get; }

    /// <summary>Of an array that was allocated pinned.</summary>
    public static KeyImage Of(byte[] pinned) =>
        new((byte*)Marshal.UnsafeAddrOfPinnedArrayElement(pinned, 0), pinned.Length, pinned);

    /// <summary>Of a file, or null with the reason in words.</summary>
    public static KeyImage? Map(string path, out string? problem)
    {
        problem = null;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            if (file.Length >= KeyLayout.HeaderLength) return Map(file);
            problem = "shorter than a header";
        }
        catch (Exception absent) when (absent is FileNotFoundException or DirectoryNotFoundException) { problem = "absent"; }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException) { problem = "unreadable"; }
        return null;
    }

    static KeyImage Map(FileStream file)
    {
        using var mapping = MemoryMappedFile.CreateFromFile(file, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        var view = mapping.CreateViewAccessor(0, file.Length, MemoryMappedFileAccess.Read);
        var handle = view.SafeMemoryMappedViewHandle;
        return new((byte*)handle.DangerousGetHandle() + view.PointerOffset, file.Length, handle);
    }
}
