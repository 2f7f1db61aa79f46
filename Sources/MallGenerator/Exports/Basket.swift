/// What was bought with one order; drawn when an export needs it, since canonical files do not say.
struct Basket {
  struct Line {
    let product: Trade.Product
    let quantity: Int
  }

  let lines: [Line]
  let postage: Int
  /// The charge for cash on delivery, 0 otherwise.
  let charge: Int

  /// Advances `draw`, so that what is drawn after it is the order's own too.
  init(_ draw: inout Draw, trade: Int, isCashOnDelivery: Bool) {
    let products = Trade.all[trade].products
    let first = draw.below(products.count)
    var lines = [Line(product: products[first], quantity: draw.within(1...3))]
    if draw.percent(35) {
      lines.append(Line(product: products[(first + 1) % products.count], quantity: 1))
    }
    self.lines = lines
    let goods = lines.reduce(0) { $0 + $1.product.price * $1.quantity }
    postage = goods >= 5_000 ? 0 : 630
    charge = isCashOnDelivery ? 315 : 0
  }

  var goods: Int { lines.reduce(0) { $0 + $1.product.price * $1.quantity } }
  var total: Int { goods + postage + charge }
  /// The consumption tax contained in the goods, at a twentieth.
  var tax: Int { goods / 21 }
}
