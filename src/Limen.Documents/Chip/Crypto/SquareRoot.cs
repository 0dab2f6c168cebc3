using System.Numerics;

namespace Limen.Documents;

/// <summary>Square roots modulo an odd prime, as a point that is sent as one coordinate and a sign needs (SEC 1 §2.3.4).</summary>
static class SquareRoot
{
    // Every second number serves; a modulus that is no prime may have none.
    const int MostTries = 40;

    /// <summary>A root of the number; null when it has none, or the modulus is no prime.</summary>
    public static BigInteger? Of(BigInteger number, BigInteger p)
    {
        number = (number % p + p) % p;
        if (number.IsZero) return number;
        var root = (p & 3) == 3 ? BigInteger.ModPow(number, (p + 1) / 4, p) : Cipolla(number, p);
        return root * root % p == number ? root : null;
    }

    // With a² - n no square, w² = a² - n makes a field of pairs x + yw, in which (a + w)^((p + 1) / 2) is the root (Cipolla). Its cost does not grow
    // with the twos in p - 1, of which secp224r1 has ninety-six.
    static BigInteger Cipolla(BigInteger number, BigInteger p)
    {
        for (BigInteger a = 1; a <= MostTries; a++)
        {
            var square = (a * a - number + p) % p;
            if (Jacobi(square, p) < 0) return Raise(a, square, (p + 1) / 2, p);
        }
        return BigInteger.Zero;
    }

    // -1 when the number is no square modulo the prime; by quadratic reciprocity, which costs next to nothing.
    static int Jacobi(BigInteger number, BigInteger p)
    {
        var sign = 1;
        while (!number.IsZero)
        {
            while (number.IsEven)
            {
                number >>= 1;
                if ((int)(p & 7) is 3 or 5) sign = -sign;
            }
            (number, p) = (p, number);
            if ((number & 3) == 3 && (p & 3) == 3) sign = -sign;
            number %= p;
        }
        return p.IsOne ? sign : 0;
    }

    static BigInteger Raise(BigInteger a, BigInteger square, BigInteger exponent, BigInteger p)
    {
        var (x, y) = (BigInteger.One, BigInteger.Zero);
        for (var bit = (int)exponent.GetBitLength() - 1; bit >= 0; bit--)
        {
            (x, y) = ((x * x + y * y % p * square) % p, 2 * x * y % p);
            if (((exponent >> bit) & 1) == 1) (x, y) = ((x * a + y * square) % p, (x + y * a) % p);
        }
        return x;
    }
}
