import Foundation
import Ledger
import Testing

@testable import Bundle

struct TimestampTests {
  /// What `openssl ts -reply` answered to a query for a checkpoint, with its certificate.
  private static let answer = """
    MIIFrjADAgEAMIIFpQYJKoZIhvcNAQcCoIIFljCCBZICAQMxDzANBglghkgBZQMEAgEFADByBgsqhkiG9w0BCRABBK\
    BjBGEwXwIBAQYDKgMEMDEwDQYJYIZIAWUDBAIBBQAEIArLOwcUiQAN7QdW7gzNGsiDcGDIuPXlneqK2R+0ob3XAgEC\
    GA8yMDI2MTEyNzA3Mzg1OFowAwIBAQIJAMVIuWNmcQAxoIIDFzCCAxMwggH7oAMCAQICFGp1jfJpHYxNSnvZJ6a8HC\
    s7JeJNMA0GCSqGSIb3DQEBCwUAMA0xCzAJBgNVBAMMAmNhMB4XDTI2MTEyNzA3Mzg1OFoXDTI5MDgyMjA3Mzg1OFow\
    DjEMMAoGA1UEAwwDdHNhMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEApjeppy6dBQqxCx0U+zwdGeFB1v\
    8oJ7caVyZUSDiOjCKxgY2sOVLhKtW12/7kSYVff5RF48vv0GA3A/k69JfASOXIQVxgTPX5/H0p5XK3l6ohw5biebXT\
    TnPeCH+3EuyqD10CjAMY17pl10xtRROexqXJcHW5ItUF6HLci+iLCCLOWH7dT2uJ1tv1oYX5tdy6waS2JFaCetc6Ji\
    Wsf2r1GJlAHaZPsMK9GriashKtPHrdFqgdAwjQ7zJAt8dAAdsy49l7JWwDhj5P5GR5NijsND73Zx5rNE0uKqKga9fh\
    LcWKgXiQV9bHOP/s+yRnoTfYWaNPKYaQ3uYbS9MKmzpbdQIDAQABo2owaDAWBgNVHSUBAf8EDDAKBggrBgEFBQcDCD\
    AOBgNVHQ8BAf8EBAMCB4AwHQYDVR0OBBYEFECXoUS9ZxxD3mV9tX5XREsJuxZcMB8GA1UdIwQYMBaAFCMJ2kdk/2Nw\
    DgBGB8xAwgnm/r+yMA0GCSqGSIb3DQEBCwUAA4IBAQBdR9pM7zrtFe0rx7sxNBvCE2ZMzzTtjmO1XNJJ2MLDHMm2Ke\
    KapwKxulQ8gd39AFsVH0kz/MZVjGmvvotkVDpk3025fpF1AnSh/JlfYsquMoOal+Miv2IhqkVEm+WZYP8tsLNk0L7h\
    gx5CRlF2EGndPtwxtZxHpgbGwuFPYMMei8SOkEEa04JLpZeNi/E3QhF45BH/6EzrjX7lNqVsOaVNfqwR4BGxwE182c\
    HDaoLWe0UAkXsDUbPeaPN5+nWwwCUIC3UqWv1nKNXVg+6aeNwiukfF/eSnId45ISPbWlBSlQztO/27n5TGxGlaFtar\
    cwKV4CBdkvrSthyz9vZs6lpWMYIB6zCCAecCAQEwJTANMQswCQYDVQQDDAJjYQIUanWN8mkdjE1Ke9knprwcKzsl4k\
    0wDQYJYIZIAWUDBAIBBQCggZgwGgYJKoZIhvcNAQkDMQ0GCyqGSIb3DQEJEAEEMBwGCSqGSIb3DQEJBTEPFw0yNjEx\
    MjcwNzM4NThaMCsGCyqGSIb3DQEJEAIMMRwwGjAYMBYEFJiEoY6Pd62ccYWvGzSQZeKh9gn7MC8GCSqGSIb3DQEJBD\
    EiBCAlCrSGvwGUUTYHUnGaPza6fryg/TJkDJ/avtLbvtbiajANBgkqhkiG9w0BAQEFAASCAQBiJyd8v9OzBk1QV8eA\
    +mMhvc0HNWZWr2M3Z3+wG4k8f2smElPdVGkSh/CtIQo3gN7oMm31fhApLM6zvxxom15J7VPEQYeDaWQwWxF7D50hop\
    rV8AzLNi4U7s93CEkF1xG3hK3lf/oicNTnK/YdYAaheoMOVslgBZSBu2MycuzWxzU5PFAFFs/cMUq6j49x5ZeLr1dW\
    tkrrONXLsMxpP2lAcFTUDBQgWk1CevxGP8d1Czww7JAr6ptVaBixuRk2Gxe9nVRQdFmyXnGHQ2t0qrGT8E6sw9jSOL\
    CQjXJJqUgmKosPnSJq4FVzSFy7q8/JnkK5TvJFQhgkGUZnQ+nP89kP
    """

  @Test func anAnswerOfOpenSSLIsRead() throws {
    let bytes = [UInt8](try #require(Data(base64Encoded: Self.answer)))
    let response = try #require(TimestampResponse(bytes))
    #expect(response.time == "20261127073858Z")
    #expect(
      response.imprint.map { String(Int($0) + 256, radix: 16).dropFirst() }.joined()
        == "0acb3b071489000ded0756ee0ccd1ac8837060c8b8f5e59dea8ad91fb4a1bdd7")
    for place in 0..<200 {
      for bit in 0..<8 {
        var bent = bytes
        bent[place] ^= 1 << UInt8(bit)
        _ = TimestampResponse(bent)
      }
    }
  }
}
